import { fromJson, type Localized } from 'adapters-sdk'
import type { ScopedDb } from '../../tenancy/index.js'
import type { ActionResult } from '../ledger.js'
import type { LedgerEvent } from './ledger-event.js'

interface SettledRow { event_key: string; trigger_id: number; action_index: number; state: ActionResult['state']; outcome: unknown }

/** The events with what has become of their results since: calls end after their trigger ran. */
export async function withSettled(db: ScopedDb, events: readonly LedgerEvent[]): Promise<LedgerEvent[]> {
  const keys = events.filter(({ ran }) => ran.some(({ actions }) => actions.length > 0)).map(({ key }) => key)
  const rows = keys.length === 0 ? [] : await db.all<SettledRow>('select c.event_key, c.trigger_id, c.action_index, c.state, c.outcome from {trigger_receipt} c where c.event_key in (:keys) and c.settled_at is not null', { keys })
  if (rows.length === 0) return [...events]
  const settled = new Map(rows.map((row) => [`${row.event_key}:${row.trigger_id}:${row.action_index}`, { state: row.state, outcome: fromJson<Localized>(row.outcome) }]))
  return events.map((event) => ({
    ...event,
    ran: event.ran.map((result) => ({ ...result, actions: result.actions.map((action, index) => ({ ...action, ...settled.get(`${event.key}:${result.triggerId}:${index}`) })) })),
  }))
}
