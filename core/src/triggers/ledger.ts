import { fromJson, type Localized } from 'adapters-sdk'
import { currentScope, type ScopedDb } from '../tenancy/index.js'
import type { ConditionResult } from './evaluate.js'
import type { TicketEvent } from './ports.js'

export interface ActionResult {
  readonly type: string
  readonly state: 'done' | 'failed' | 'shadow'
  readonly outcome: Localized
}
/** What one event did to one trigger, and why. */
export interface TriggerResult {
  readonly triggerId: number
  readonly title: string
  readonly version: number
  readonly state: 'fired' | 'not_matched' | 'shadow' | 'broken' | 'off'
  readonly conditions: readonly ConditionResult[]
  readonly actions: readonly ActionResult[]
  /** Why it did not run, where its conditions are not the reason. */
  readonly reason: Localized | null
}
export interface Evaluated {
  readonly event: string
  readonly at: number
  readonly triggers: readonly TriggerResult[]
}

const SHOWN = 100

/** TRG-5: what was evaluated and done, under keys that a second run of the same event cannot take. */
export class Ledger {
  constructor(
    readonly db: ScopedDb,
    readonly now: () => number,
  ) {}

  /** Written with what was done, in its transaction: whoever comes second with the same event is undone as a whole. */
  async write(event: TicketEvent, results: readonly TriggerResult[]): Promise<void> {
    const created_at = this.now()
    const shared = { ticket_id: event.ticketId, event_key: event.key, created_at }
    await this.db.later(
      this.db.insertIgnore('trigger_evaluation', { ...shared, event_name: event.name, chain: currentScope().cause.chain, results: JSON.stringify(results) }).then((written) => {
        if (written === 0) throw new Error(`The event ${event.key} was handled by somebody else at the same time.`)
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

  /** Newest first. */
  async of(ticketId: number): Promise<Evaluated[]> {
    const rows = await this.db.all<{ event_name: string; results: unknown; created_at: number }>(
      `select e.event_name, e.results, e.created_at from {trigger_evaluation} e where e.ticket_id = :ticketId order by e.id desc limit ${SHOWN}`,
      { ticketId },
    )
    return rows.map((row) => ({ event: row.event_name, at: row.created_at, triggers: fromJson<TriggerResult[]>(row.results) }))
  }
}
