import type { Ticket } from 'adapters-sdk'
import type { EventOutbox } from '../events/index.js'
import { SqlExpression, type ScopedDb } from '../tenancy/index.js'

/** After messages went from one ticket to another: what hangs on them follows, and both tickets show, sort and are found by what they have now. */
export async function messagesMoved(deps: { readonly db: ScopedDb; readonly events: EventOutbox; readonly now: () => number }, from: Pick<Ticket, 'id' | 'number'>, to: Pick<Ticket, 'id' | 'number'>): Promise<void> {
  const { db, events, now } = deps
  for (const table of ['delivery', 'mention']) {
    await db.update(table, { ticket_id: to.id }, 'ticket_id = :from and message_id in (select m.id from {message} m where m.ticket_id = :to)', { from: from.id, to: to.id })
  }
  for (const { id, number } of [from, to]) {
    const last = await db.one<{ id: number | null }>('select max(m.id) as id from {message} m where m.ticket_id = :id', { id })
    await db.update('ticket', { last_message_id: last?.id ?? null, updated_at: now(), version: new SqlExpression('version + 1'), text_version: new SqlExpression('text_version + 1') }, 'id = :id', { id })
    await events.publish('ticket.changed', { ticketId: id, number, changes: {} })
  }
}
