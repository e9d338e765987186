import { fromJson } from 'adapters-sdk'
import type { ScopedDb } from '../../tenancy/index.js'
import type { LedgerEvent } from './ledger-event.js'

export const MAIL_STATES = ['held', 'queued', 'sending', 'accepted', 'sent', 'delivered', 'read', 'failed', 'unknown', 'cancelled'] as const
export interface SentMail {
  readonly to: string
  readonly state: (typeof MAIL_STATES)[number]
}
interface DeliveryRow { receipt_key: string; state: Exclude<SentMail['state'], 'held'>; recipients: unknown; held: number }

/** A thousand years from now and more. */
const NEVER = 100_000_000_000_000

/** What became of the messages that results of triggers put on their way: by the receipt of the result. */
export class SentMails {
  readonly #byReceipt = new Map<string, SentMail[]>()

  private constructor() {}

  static async of(db: ScopedDb, events: readonly LedgerEvent[]): Promise<SentMails> {
    const mails = new SentMails()
    const fired = events.filter(({ ran }) => ran.some(({ actions }) => actions.length > 0))
    if (fired.length === 0) return mails
    const rows = await db.all<DeliveryRow>(
      // Only what a storm holds waits for a time that no clock reaches.
      `select d.receipt_key, d.state, d.recipients, case when d.state = 'queued' and d.next_at > :never then 1 else 0 end as held
       from {delivery} d where d.ticket_id in (:tickets) and d.receipt_key is not null and d.automatic > 0 and d.created_at >= :from order by d.id`,
      { tickets: [...new Set(fired.map(({ ticketId }) => ticketId))], from: Math.min(...fired.map(({ at }) => at)), never: NEVER },
    )
    for (const row of rows) for (const receipt of receiptsIn(row.receipt_key)) mails.#add(receipt, row)
    return mails
  }

  #add(receipt: string, { state, recipients, held }: DeliveryRow): void {
    const to = fromJson<{ readonly to: readonly { readonly address: string }[] }>(recipients).to.map(({ address }) => address).join(', ')
    this.#byReceipt.set(receipt, [...(this.#byReceipt.get(receipt) ?? []), { to, state: held ? 'held' : state }])
  }

  get({ key }: LedgerEvent, triggerId: number, index: number): readonly SentMail[] {
    return this.#byReceipt.get(`${key}:${triggerId}:${index}`) ?? []
  }
}

/** An action adds to its receipt what tells its messages apart, behind a colon. */
function receiptsIn(key: string): string[] {
  const receipts = [key]
  for (let at = key.lastIndexOf(':'); at > 0; at = key.lastIndexOf(':', at - 1)) receipts.push(key.slice(0, at))
  return receipts
}
