import { decodeCursor, encodeCursor } from '../../http/index.js'
import type { ScopedDb } from '../../tenancy/index.js'
import { LEDGER_COLUMNS, missedCount, missedIds, type LedgerEvent, type LedgerRow } from './ledger-event.js'
import type { LedgerReader } from './ledger-reader.js'
import { ranState } from './ran-state.js'

export const OUTCOMES = ['fired', 'failed', 'shadow', 'held', 'not_matched', 'stopped', 'broken'] as const
export type Outcome = (typeof OUTCOMES)[number]

export interface LedgerFilter {
  readonly trigger?: number | undefined
  readonly ticket?: string | undefined
  readonly outcome?: Outcome | undefined
  readonly event?: string | undefined
  readonly from?: number | undefined
  readonly to?: number | undefined
}
export interface FoundEvents {
  readonly items: LedgerEvent[]
  readonly next: string | null
  /** How far back was looked, where the page is not full and there may be more. */
  readonly searchedTo: number | null
}
/** Where to go on: two numbers that fall from candidate to candidate. */
type Place = readonly [number, number]
interface Candidate { readonly place: Place; readonly event: LedgerEvent | null }
/** The next candidates behind a place, at most `CHUNK`, newest first. */
type Source = (after: Place | null) => Promise<Candidate[]>

const CHUNK = 250
/** Somebody waits for it. */
const LONGEST_MS = 400
const START: Place = [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]
const RECEIPTS = { fired: ['done', 'failed'], failed: ['failed'], shadow: ['shadow'] } as const

/** TRG-5: the ledger of the whole service. What an index finds is read through it; of the rest as many events are looked at as there is time for, and the cursor goes on behind them. */
export class LedgerSearch {
  constructor(
    readonly db: ScopedDb,
    readonly reader: LedgerReader,
  ) {}

  async find(filter: LedgerFilter, limit: number, cursor?: string): Promise<FoundEvents> {
    const source = await this.#source(filter)
    const items: LedgerEvent[] = []
    let at: Place | null = cursor === undefined ? null : (decodeCursor(cursor, 2) as unknown as Place)
    let reached: number | null = null
    for (const until = performance.now() + LONGEST_MS; ; ) {
      const candidates = await source(at)
      for (const [index, { place, event }] of candidates.entries()) {
        at = place
        reached = event?.at ?? reached
        if (!event || !matches(event, filter)) continue
        items.push(event)
        if (items.length === limit) return { items, next: index + 1 < candidates.length || candidates.length === CHUNK ? encodeCursor(place) : null, searchedTo: null }
      }
      if (candidates.length < CHUNK) return { items, next: null, searchedTo: null }
      if (performance.now() > until) return { items, next: encodeCursor(at!), searchedTo: reached }
    }
  }

  async #source(filter: LedgerFilter): Promise<Source> {
    const ticket = filter.ticket === undefined ? undefined : await this.db.one<{ id: number }>('select t.id from {ticket} t where t.number = :number', { number: filter.ticket })
    if (filter.ticket !== undefined && !ticket) return async () => []
    if (filter.outcome === 'held') return (after) => this.#held(filter, ticket?.id, after)
    if (ticket) return (after) => this.#ofTicket(ticket.id, filter, after)
    if (filter.outcome && filter.outcome in RECEIPTS) return (after) => this.#receipts(filter, RECEIPTS[filter.outcome as keyof typeof RECEIPTS], after)
    return (after) => this.#events(filter, after)
  }

  async #ofTicket(ticketId: number, filter: LedgerFilter, after: Place | null): Promise<Candidate[]> {
    const rows = await this.db.all<LedgerRow>(`select ${LEDGER_COLUMNS} from {trigger_evaluation} e where e.ticket_id = :ticketId and e.id < :before${within('e', filter)} order by e.id desc limit ${CHUNK}`, { ticketId, before: (after ?? START)[1], ...times(filter) })
    return (await this.reader.events(rows)).map((event) => ({ place: [0, event.id], event }))
  }

  async #events(filter: LedgerFilter, after: Place | null): Promise<Candidate[]> {
    const [at, id] = after ?? START
    const rows = await this.db.all<LedgerRow>(`select ${LEDGER_COLUMNS} from {trigger_evaluation} e where (e.created_at, e.id) < (:at, :id)${within('e', filter)} order by e.created_at desc, e.id desc limit ${CHUNK}`, { at, id, ...times(filter) })
    return (await this.reader.events(rows)).map((event) => ({ place: [event.at, event.id], event }))
  }

  /** Each event once, at its last receipt of that kind. */
  async #receipts(filter: LedgerFilter, states: readonly string[], after: Place | null): Promise<Candidate[]> {
    const [at, id] = after ?? START
    const ofTrigger = (alias: string) => (filter.trigger === undefined ? '' : ` and ${alias}.trigger_id = :trigger`)
    // A statement for each state, since an index gives only one of them in order.
    const found = await Promise.all(
      states.map((state) =>
        this.db.all<{ id: number; event_key: string; created_at: number }>(
          `select r.id, r.event_key, r.created_at from {trigger_receipt} r
           where r.state = :state${ofTrigger('r')} and (r.created_at, r.id) < (:at, :id)${within('r', filter)}
             and not exists (select 1 from {trigger_receipt} l where l.event_key = r.event_key and l.id > r.id and l.state in (:states)${ofTrigger('l')})
           order by r.created_at desc, r.id desc limit ${CHUNK}`,
          { state, states: [...states], at, id, ...(filter.trigger !== undefined && { trigger: filter.trigger }), ...times(filter) },
        ),
      ),
    )
    const rows = found.flat().sort((a, b) => b.created_at - a.created_at || b.id - a.id).slice(0, CHUNK)
    return this.#withEvents(rows.map((row) => ({ place: [row.created_at, row.id], key: row.event_key })))
  }

  /** What the storm breaker kept from leaving, also when somebody has decided about it since. */
  async #held(filter: LedgerFilter, ticketId: number | undefined, after: Place | null): Promise<Candidate[]> {
    const [lastEvent, id] = after ?? START
    const rows = await this.db.all<{ id: number; trigger_id: number; receipt_key: string }>(
      `select a.id, a.trigger_id, d.receipt_key from {automatic_message} a join {delivery} d on d.id = a.delivery_id
       where a.storm_id is not null and a.trigger_id ${filter.trigger === undefined ? 'is not null' : '= :trigger'}${ticketId === undefined ? '' : ' and a.ticket_id = :ticketId'} and d.receipt_key is not null and a.id < :id${within('a', filter)}
       order by a.id desc limit ${CHUNK}`,
      { id, ...(filter.trigger !== undefined && { trigger: filter.trigger }), ...(ticketId !== undefined && { ticketId }), ...times(filter) },
    )
    const candidates = await this.#withEvents(rows.map((row) => ({ place: [0, row.id], key: eventIn(row.receipt_key, row.trigger_id) })))
    // Several messages of one event stand together: it is shown at the first of them.
    let last = lastEvent
    return candidates.map(({ place: [, at], event }) => {
      const again = event?.id === last
      last = event?.id ?? last
      return { place: [last, at], event: again ? null : event }
    })
  }

  async #withEvents(found: readonly { readonly place: Place; readonly key: string }[]): Promise<Candidate[]> {
    const events = new Map((await this.reader.byKeys([...new Set(found.map(({ key }) => key))])).map((event) => [event.key, event]))
    return found.map(({ place, key }) => ({ place, event: events.get(key) ?? null }))
  }
}

function within(alias: string, { from, to }: LedgerFilter): string {
  return `${from === undefined ? '' : ` and ${alias}.created_at >= :from`}${to === undefined ? '' : ` and ${alias}.created_at < :to`}`
}

function times({ from, to }: LedgerFilter): { from?: number; to?: number } {
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
}

/** The event's key in that of a message: before the trigger, the place of the result and the address. */
function eventIn(receipt: string, triggerId: number): string {
  return new RegExp(`^(.*):${triggerId}:\\d+(?::|$)`).exec(receipt)?.[1] ?? receipt
}

/** Whether the event is one that was asked for, as far as its source has not seen to it. */
function matches(event: LedgerEvent, { trigger, outcome, event: name }: LedgerFilter): boolean {
  if (name !== undefined && event.event !== name) return false
  if (outcome === 'held') return true
  if (outcome === 'not_matched') return trigger === undefined ? missedCount(event) > 0 : missedIds(event).includes(trigger)
  const ran = event.ran.filter((result) => trigger === undefined || result.triggerId === trigger)
  if (outcome === 'failed') return ran.some(({ actions }) => actions.some(({ state }) => state === 'failed'))
  if (outcome !== undefined) return ran.some((result) => ranState(result) === outcome)
  return ran.length > 0 || (trigger === undefined ? missedCount(event) > 0 : missedIds(event).includes(trigger))
}
