import { AppError } from 'adapters-sdk'
import { decodeCursor, pageOf } from '../../http/index.js'
import type { ScopedDb } from '../../tenancy/index.js'
import { LEDGER_COLUMNS, toLedgerEvent, type LedgerEvent, type LedgerRow } from './ledger-event.js'
import { withSettled } from './settled-results.js'

export interface LedgerPage { readonly items: LedgerEvent[]; readonly next: string | null }
/** Greater than any id. */
const NEWEST = Number.MAX_SAFE_INTEGER

/** TRG-5: what the ledger has of tickets and events. */
export class LedgerReader {
  constructor(readonly db: ScopedDb) {}

  /** Newest first; `all`: also those at which no trigger was asked. */
  async ofTicket(ticketId: number, all: boolean, limit: number, cursor?: string): Promise<LedgerPage> {
    const rows = await this.db.all<LedgerRow>(
      `select ${LEDGER_COLUMNS} from {trigger_evaluation} e
       where e.ticket_id = :ticketId and e.id < :before ${all ? '' : "and (e.missed is not null or cast(e.results as text) <> '[]')"} order by e.id desc limit ${limit + 1}`,
      { ticketId, before: cursor === undefined ? NEWEST : decodeCursor(cursor)[0]! },
    )
    const { items, next } = pageOf(rows, limit, (row) => [row.id])
    return { items: await this.events(items), next }
  }

  /** Of the ticket, when one is named. */
  async get(id: number, ticketId?: number): Promise<LedgerEvent> {
    const row = await this.db.one<LedgerRow>(`select ${LEDGER_COLUMNS} from {trigger_evaluation} e where e.id = :id`, { id })
    if (!row || (ticketId !== undefined && row.ticket_id !== ticketId)) throw new AppError('http.not_found')
    return (await this.events([row]))[0]!
  }

  async byKeys(keys: readonly string[]): Promise<LedgerEvent[]> {
    if (keys.length === 0) return []
    return this.events(await this.db.all<LedgerRow>(`select ${LEDGER_COLUMNS} from {trigger_evaluation} e where e.event_key in (:keys)`, { keys: [...keys] }))
  }

  /** With what has become of their results since. */
  events(rows: readonly LedgerRow[]): Promise<LedgerEvent[]> {
    return withSettled(this.db, rows.map(toLedgerEvent))
  }
}
