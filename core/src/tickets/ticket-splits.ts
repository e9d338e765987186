import { AppError, PRIORITIES } from 'adapters-sdk'
import type { EventOutbox } from '../events/index.js'
import { publicNumber } from '../platform/index.js'
import type { ScopedDb } from '../tenancy/index.js'
import { messagesMoved } from './messages-moved.js'
import type { TicketReactions } from './ports.js'
import { reactTo } from './react-to.js'
import { lockTicket, requireState } from './ticket-guards.js'
import type { TicketWriter } from './ticket-writer.js'

export interface Split { readonly messageId: number; /** What was written after it goes too. */ readonly following: boolean; readonly subject: string }

/** TKT-19: what a customer wrote about something else becomes a ticket of its own. Merging that into the first one undoes it. */
export class TicketSplits {
  constructor(
    readonly db: ScopedDb,
    readonly writer: TicketWriter,
    readonly events: EventOutbox,
    readonly reactions: TicketReactions,
    readonly now: () => number,
  ) {}

  split(number: string, { messageId, following, subject }: Split): Promise<{ number: string }> {
    const { db, writer } = this
    return db.transaction(async () => {
      const source = await lockTicket(db, writer, number)
      requireState(source, ['unassigned', 'in_progress', 'on_hold', 'solved'])
      const written = await db.all<{ id: number; kind: string }>('select m.id, m.kind from {message} m where m.ticket_id = :id order by m.id', { id: source.id })
      const first = written.findIndex((message) => message.id === messageId)
      if (first === -1) throw new AppError('ticket.message_gone')
      if (!['customer', 'quiet'].includes(written[first]!.kind)) throw new AppError('ticket.not_the_customers')
      const moved = written.slice(first, following ? undefined : first + 1)
      if (moved.length === written.length) throw new AppError('ticket.nothing_left')
      const ids = { ids: moved.map((message) => message.id) }
      if (await db.one('select h.id from {held_reply} h where h.message_id in (:ids)', ids)) throw new AppError('ticket.reply_underway')
      const row = (await writer.row(source.id))!
      const now = this.now()
      const made = { number: publicNumber('T', now) }
      const [id] = await db.insert('ticket', {
        ...made, subject, state: source.assigneeId === null ? 'unassigned' : 'in_progress', priority: row.priority, priority_rank: PRIORITIES.indexOf(row.priority), channel: row.channel, inbox_id: row.inbox_id,
        customer_id: row.customer_id, own_customer_id: row.own_customer_id, group_id: row.group_id, assignee_id: row.assignee_id, created_at: now, updated_at: now,
      })
      const target = { ...made, id: id! }
      await db.update('message', { ticket_id: target.id, origin_id: null }, 'id in (:ids)', ids)
      // The customer's next mail about it lands in the new one.
      await db.update('message_reference', { ticket_id: target.id }, 'message_id in (:ids)', ids)
      await db.insert('ticket_link', { ticket_id: source.id, other_id: target.id, created_at: now })
      await writer.addEvent(source.id, 'split', { number: target.number, messages: moved.length })
      await writer.addEvent(target.id, 'split_from', { number: source.number, messages: moved.length })
      await this.events.publish('ticket.created', { ticketId: target.id, number: target.number, channel: row.channel })
      await messagesMoved(this, source, target)
      if (row.assignee_id !== null) await this.events.publish('ticket.changed', { ticketId: target.id, number: target.number, changes: { assigneeId: { before: null, after: row.assignee_id } } })
      await reactTo(this.reactions, source.id, { splitInto: { before: null, after: target.number } })
      await reactTo(this.reactions, target.id, { splitFrom: { before: null, after: source.number } })
      return made
    })
  }
}
