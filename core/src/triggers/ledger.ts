import { fromJson, type Changes, type Localized, type TriggerFacts } from 'adapters-sdk'
import { currentScope, type ScopedDb } from '../tenancy/index.js'
import type { ConditionResult } from './evaluate.js'
import type { Missed } from './missed.js'
import type { TicketEvent } from './ports.js'

export interface ActionResult {
  readonly type: string
  readonly state: 'done' | 'failed' | 'shadow'
  readonly outcome: Localized
  /** What it changed on the ticket; absent where nothing. */
  readonly changes?: Changes
}
/** What one event did to one trigger, and why. */
export interface TriggerResult {
  readonly triggerId: number
  readonly title: string
  readonly version: number
  readonly state: 'fired' | 'not_matched' | 'shadow' | 'broken' | 'off'
  readonly conditions: readonly ConditionResult[]
  readonly actions: readonly ActionResult[]
  /** The trigger whose change let it be looked at; absent: the event itself. */
  readonly wokenBy?: number
  /** Why it did not run, where its conditions are not the reason. */
  readonly reason: Localized | null
}
/** What one event did to the triggers of the service. */
export interface Reaction {
  /** Which triggers there were. */
  readonly revision: number
  /** Those that ran or could not. */
  readonly results: readonly TriggerResult[]
  /** Those whose conditions did not hold. All others did not listen, or were off. */
  readonly missed: Missed | null
}
/** An event as triggers met it. */
export interface KeptEvent {
  readonly id: number
  readonly event: TicketEvent
  readonly facts: TriggerFacts
  /** How many triggers stood before it. */
  readonly depth: number
  /** Of the triggers that ran or could not. */
  readonly results: readonly TriggerResult[]
}
interface KeptRow { id: number; ticket_id: number; event_key: string; event_name: string; only_id: number | null; depth: number; facts: unknown; results: unknown; message_text: string | null }

const KEPT = 'select e.id, e.ticket_id, e.event_key, e.event_name, e.only_id, e.depth, e.facts, e.results, m.text as message_text from {trigger_evaluation} e left join {message} m on m.id = e.message_id'

/** TRG-5: what was evaluated and done, under keys that a second run of the same event cannot take. */
export class Ledger {
  constructor(readonly db: ScopedDb) {}

  /** Written with what was done, in its transaction: whoever comes second with the same event is undone as a whole. */
  async write(event: TicketEvent, facts: TriggerFacts, { revision, results, missed }: Reaction): Promise<void> {
    const created_at = facts.now
    const { cause } = currentScope()
    const shared = { ticket_id: event.ticketId, event_key: event.key, created_at }
    const row = { ...shared, event_name: event.name, chain: cause.chain, depth: cause.depth, only_id: event.only ?? null, message_id: facts.message?.id ?? null, facts: JSON.stringify(withoutText(facts)), rules_revision: revision, results: JSON.stringify(results), missed: missed && JSON.stringify(missed) }
    await this.db.later(
      this.db.insertIgnore('trigger_evaluation', row).then((written) => {
        if (written === 0 && (results.length > 0 || missed)) throw new Error(`The event ${event.key} was handled by somebody else at the same time.`)
      }),
    )
    const receipts = results.flatMap((result) =>
      result.actions.map((action, index) => ({
        ...shared,
        trigger_id: result.triggerId,
        trigger_version: result.version,
        action_index: index,
        action_type: action.type,
        state: action.state,
        outcome: JSON.stringify(action.outcome),
      })),
    )
    if (receipts.length > 0) await this.db.later(this.db.insert('trigger_receipt', receipts))
  }

  /** What triggers were asked, in the order in which it happened: to be judged again (TRG-6). */
  async events(after: number, until: number, from: number, limit: number): Promise<KeptEvent[]> {
    const rows = await this.db.all<KeptRow>(`${KEPT} where e.id > :after and e.id <= :until and e.created_at >= :from and e.facts is not null order by e.id limit :limit`, { after, until, from, limit })
    return rows.map(toKept)
  }

  /** Those of the events whose facts are still kept. */
  async keptOf(ids: readonly number[]): Promise<KeptEvent[]> {
    return ids.length === 0 ? [] : (await this.db.all<KeptRow>(`${KEPT} where e.id in (:ids) and e.facts is not null`, { ids: [...ids] })).map(toKept)
  }
}

/** The message itself stays where it is. */
function withoutText(facts: TriggerFacts): TriggerFacts {
  return facts.message ? { ...facts, message: { ...facts.message, text: '' } } : facts
}

function toKept(row: KeptRow): KeptEvent {
  const kept = fromJson<TriggerFacts>(row.facts)
  const facts: TriggerFacts = kept.message ? { ...kept, message: { ...kept.message, text: row.message_text ?? '' } } : kept
  const event: TicketEvent = { key: row.event_key, name: row.event_name, ticketId: row.ticket_id, changes: facts.changes, ...(row.only_id === null ? {} : { only: row.only_id }) }
  return { id: row.id, event, facts, depth: row.depth, results: fromJson<TriggerResult[]>(row.results) }
}
