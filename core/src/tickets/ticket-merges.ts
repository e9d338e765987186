import { AppError } from 'adapters-sdk'
import type { EventOutbox } from '../events/index.js'
import { SqlExpression, type ScopedDb } from '../tenancy/index.js'
import { messagesMoved } from './messages-moved.js'
import { holdRoot, mergedWith } from './merged-into.js'
import type { TicketReactions } from './ports.js'
import { reactTo } from './react-to.js'
import { lockTickets, requireState } from './ticket-guards.js'
import type { TicketWriter } from './ticket-writer.js'

export interface Unmerged { readonly from: string; /** What went back, with what the customer wrote since. */ readonly messages: number; readonly later: number; /** Answers and comments written since: they stay. */ readonly stayed: number }

/** TKT-19: a ticket becomes part of another, until that is undone. */
export class TicketMerges {
  constructor(
    readonly db: ScopedDb,
    readonly writer: TicketWriter,
    readonly events: EventOutbox,
    readonly reactions: TicketReactions,
    readonly now: () => number,
  ) {}

  /** Both must stand for themselves, hence no circle; the state of the one that goes is kept for when it comes back. */
  merge(number: string, into: string): Promise<void> {
    const { db, writer, now } = this
    return db.transaction(async () => {
      const [source, target] = await lockTickets(db, writer, number, into)
      requireState(source, ['unassigned', 'in_progress', 'on_hold', 'solved', 'closed'])
      requireState(target, ['unassigned', 'in_progress', 'on_hold', 'solved'])
      if (await db.one('select h.id from {held_reply} h where h.ticket_id = :id', { id: source.id })) throw new AppError('ticket.reply_underway')
      const messages = await db.update('message', { ticket_id: target.id, origin_id: new SqlExpression(`coalesce(origin_id, ${source.id})`) }, 'ticket_id = :id', { id: source.id })
      await db.update('ticket', { merged_into_id: target.id, merged_at: now() }, 'id = :id', { id: source.id })
      const followers = await db.all<{ member_id: number }>('select f.member_id from {ticket_follower} f where f.ticket_id = :id order by f.id', { id: source.id })
      await db.insertIgnore('ticket_follower', followers.map(({ member_id }) => ({ ticket_id: target.id, member_id, created_at: now() })))
      await writer.addEvent(source.id, 'merged', { number: target.number })
      await writer.addEvent(target.id, 'merged_in', { number: source.number, messages })
      await messagesMoved(this, source, target)
      await reactTo(this.reactions, source.id, { mergedInto: { before: null, after: target.number } })
    })
  }

  /** Its messages go back, also those that came through its thread since. */
  undo(number: string): Promise<Unmerged> {
    const { db, writer } = this
    return db.transaction(async () => {
      const known = await writer.find(number)
      if (!known) throw new AppError('ticket.not_found')
      const root = await holdRoot(db, known.id)
      const row = (await writer.row(known.id))!
      const [source, target] = [(await writer.get(known.id))!, (await writer.get(root))!]
      if (row.merged_into_id === null) throw new AppError('ticket.not_merged')
      const since = { root, mergedAt: row.merged_at ?? 0 }
      const family = await mergedWith(db, source.id)
      const later = (await db.one<{ count: number }>("select count(*) as count from {message} m where m.ticket_id = :root and m.origin_id in (:family) and m.kind = 'customer' and m.created_at > :mergedAt", { ...since, family }))!.count
      const stayed = (await db.one<{ count: number }>("select count(*) as count from {message} m where m.ticket_id = :root and m.author_type = 'member' and m.created_at > :mergedAt and m.origin_id is null", since))!.count
      const messages = await db.update('message', { ticket_id: source.id }, 'ticket_id = :root and origin_id in (:family)', { root, family })
      await db.update('message', { origin_id: null }, 'ticket_id = :id and origin_id = :id', { id: source.id })
      await db.update('ticket', { merged_into_id: null, merged_at: null }, 'id = :id', { id: source.id })
      await writer.addEvent(source.id, 'unmerged', { number: target.number, messages, later })
      await writer.addEvent(target.id, 'unmerged_from', { number: source.number, messages, later })
      await messagesMoved(this, target, source)
      // What the customer wrote meanwhile waits for an answer.
      const waits = later > 0 && ['on_hold', 'solved', 'closed'].includes(source.state)
      const changes = waits ? await writer.change(source.id, { state: source.assigneeId === null ? 'unassigned' : 'in_progress' }, 'reopened') : {}
      await reactTo(this.reactions, source.id, { ...changes, mergedInto: { before: target.number, after: null } })
      return { from: target.number, messages, later, stayed }
    })
  }
}
