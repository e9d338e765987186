import { AppError, type Changes, type Priority, type Ticket } from 'adapters-sdk'
import type { CustomerStore } from '../customers/index.js'
import type { EventOutbox } from '../events/index.js'
import { currentScope, type ScopedDb } from '../tenancy/index.js'
import type { AttachmentStore } from './attachment-store.js'
import type { Drafts } from './drafts.js'
import type { ReplyDelivery, TicketFields, TicketReactions, TicketSorting } from './ports.js'
import { fillIn, type Filled } from './fill-in.js'
import { holdTicket, lockTicket, requireGroup, requireState } from './ticket-guards.js'
import type { TicketWriter } from './ticket-writer.js'
import { actingMember, writeMessage } from './write-message.js'

export const SOLVE_REASONS = ['spam', 'abuse', 'test', 'duplicate', 'solved_by_chat', 'solved_by_phone', 'other'] as const
export type SolveReason = (typeof SOLVE_REASONS)[number]

const OPEN = ['in_progress', 'transfer_in_progress', 'transfer_answered', 'on_hold', 'solved'] as const

export interface TicketCommandDependencies {
  readonly db: ScopedDb
  readonly writer: TicketWriter
  readonly customers: CustomerStore
  readonly events: EventOutbox
  readonly attachments: AttachmentStore
  readonly drafts: Drafts
  readonly delivery: ReplyDelivery
  readonly reactions: TicketReactions
  readonly sorting: TicketSorting
  readonly fields: TicketFields
  readonly now: () => number
}

/** What an agent can do with a ticket. Each is one transaction: the change, its events, its messages and what triggers do about it. */
export class TicketCommands {
  constructor(readonly deps: TicketCommandDependencies) {}

  /** TKT-5: of two at once one wins, the other is told who. */
  take(number: string, groupId: number): Promise<void> {
    const { db, writer } = this.deps
    return db.transaction(async () => {
      const me = actingMember()
      const ticket = await lockTicket(db, writer, number)
      const mine = await db.one('select k.id from {agent_group_member} k where k.group_id = :groupId and k.member_id = :me', { groupId, me })
      if (!mine) throw new AppError('ticket.not_my_group')
      if (ticket.state !== 'unassigned') throw await this.#alreadyTaken(ticket)
      await this.#react(ticket.id, 'ticket.changed', await writer.change(ticket.id, { state: 'in_progress', groupId, assigneeId: me }, 'taken'))
    })
  }

  /** TKT-6. Without an agent the ticket waits for the group. */
  handOver(number: string, groupId: number, assigneeId: number | null): Promise<void> {
    const { db, writer } = this.deps
    return db.transaction(async () => {
      const ticket = await lockTicket(db, writer, number)
      requireState(ticket, ['unassigned', ...OPEN])
      await requireGroup(db, groupId, assigneeId)
      const state = assigneeId === null ? 'unassigned' : ticket.state === 'unassigned' ? 'in_progress' : ticket.state
      await this.#react(ticket.id, 'ticket.handed_over', await writer.change(ticket.id, { groupId, assigneeId, state }, 'handed_over'))
    })
  }

  /** `mentions`: agents who are named in it; whoever is none of this service's is left out. */
  comment(number: string, html: string, attachments: readonly number[], mentions: readonly number[] = []): Promise<{ messageId: number }> {
    const { db, writer, drafts, events, now } = this.deps
    return db.transaction(async () => {
      const ticket = await lockTicket(db, writer, number)
      const { messageId } = await writeMessage(this.deps, ticket, 'note', html, attachments)
      await drafts.drop(ticket.id, 'note')
      const named = mentions.length === 0 ? [] : (await db.all<{ member_id: number }>('select a.member_id from {agent} a where a.member_id in (:mentions) order by a.id', { mentions })).map((row) => row.member_id)
      await db.insert('mention', named.map((memberId) => ({ ticket_id: ticket.id, message_id: messageId, member_id: memberId, created_at: now() })))
      await events.publish('note.added', { ticketId: ticket.id, number, messageId, mentions: named })
      return { messageId }
    })
  }

  internalSolve(number: string, reason: SolveReason, note: string, filled: Filled = {}): Promise<void> {
    const { db, writer } = this.deps
    return db.transaction(async () => {
      const ticket = await lockTicket(db, writer, number)
      requireState(ticket, ['unassigned', 'in_progress', 'transfer_in_progress', 'transfer_answered', 'on_hold'])
      // What is no inquiry needs no data about it.
      const sorted = await fillIn(this.deps, ticket, filled, reason === 'spam' ? null : 'agent')
      if (note.trim()) await writeMessage(this.deps, ticket, 'note', note, [])
      const changes = { ...sorted, ...(await writer.change(ticket.id, { state: reason === 'spam' ? 'spam' : 'solved', solveReason: reason }, 'internally_solved', { reason })) }
      await this.#react(ticket.id, 'ticket.changed', changes)
    })
  }

  change(number: string, set: { priority?: Priority | undefined; state?: 'in_progress' | 'closed' | undefined; intakeTypeId?: number | null | undefined } & Filled, seenVersion?: number): Promise<void> {
    const { db, writer } = this.deps
    return db.transaction(async () => {
      const ticket = await lockTicket(db, writer, number)
      if (seenVersion !== undefined) await this.#requireVersion(ticket.id, seenVersion)
      if (set.state === 'closed') requireState(ticket, ['solved'])
      if (set.state === 'in_progress') requireState(ticket, ['transfer_in_progress', 'transfer_answered', 'on_hold', 'solved'])
      const changes = {
        ...(await fillIn(this.deps, ticket, set, null)),
        ...(set.priority ? await writer.change(ticket.id, { priority: set.priority }, 'priority') : {}),
        ...(set.state ? await writer.change(ticket.id, { state: set.state === 'in_progress' && ticket.assigneeId === null ? 'unassigned' : set.state }, 'state') : {}),
      }
      await this.#react(ticket.id, 'ticket.changed', changes)
    })
  }

  /** From the spam box a ticket can only be restored or deleted. */
  restore(number: string): Promise<void> {
    const { db, writer } = this.deps
    return db.transaction(async () => {
      const ticket = await lockTicket(db, writer, number)
      requireState(ticket, ['spam'])
      await this.#react(ticket.id, 'ticket.changed', await writer.change(ticket.id, { state: ticket.assigneeId === null ? 'unassigned' : 'in_progress', solveReason: null }, 'restored'))
    })
  }

  remove(number: string): Promise<void> {
    const { db, writer } = this.deps
    return db.transaction(async () => {
      const ticket = await lockTicket(db, writer, number)
      requireState(ticket, ['spam'])
      const id = { id: ticket.id }
      if (await db.one('select t.id from {ticket} t where t.merged_into_id = :id', id)) throw new AppError('ticket.has_merged')
      await db.delete('ticket_link', 'ticket_id = :id or other_id = :id', id)
      await this.deps.attachments.removeOf(ticket.id)
      for (const table of ['draft', 'held_reply', 'mention', 'notice', 'ticket_follower', 'trigger_receipt', 'trigger_evaluation', 'message_reference', 'ticket_event', 'ticket_sla', 'ticket_field_value', 'message']) await db.delete(table, 'ticket_id = :id', id)
      await db.update('delivery', { ticket_id: null, message_id: null, html: '', state: 'cancelled' }, "ticket_id = :id and state in ('queued', 'unknown')", id)
      await db.update('delivery', { ticket_id: null, message_id: null, html: '' }, 'ticket_id = :id', id)
      await db.delete('ticket', 'id = :id', id)
      await this.deps.events.publish('ticket.deleted', { ticketId: ticket.id, number })
    })
  }

  /** A solved ticket closes by itself, unless it was reopened meanwhile. */
  closeIfStillSolved(ticketId: number, solvedAt: number): Promise<void> {
    const { db, writer } = this.deps
    return db.transaction(async () => {
      await holdTicket(db, ticketId)
      const row = await writer.row(ticketId)
      if (row?.state === 'solved' && row.solved_at === solvedAt) await this.#react(ticketId, 'ticket.changed', await writer.change(ticketId, { state: 'closed' }, 'state'))
    })
  }

  /** The open tickets of an agent who leaves go back to a group. */
  releaseFrom(agentId: number, groupId: number): Promise<void> {
    const { db, writer } = this.deps
    return db.transaction(async () => {
      await requireGroup(db, groupId)
      const held = db.engine === 'postgres' ? 'for update' : ''
      const rows = await db.all<{ id: number }>(`select t.id from {ticket} t where t.assignee_id = :agentId and t.state in ('in_progress', 'transfer_in_progress', 'transfer_answered', 'on_hold') order by t.id ${held}`, { agentId })
      for (const { id } of rows) await this.#react(id, 'ticket.handed_over', await writer.change(id, { state: 'unassigned', groupId, assigneeId: null }, 'handed_over'))
    })
  }

  /** Whoever saw an older one is shown what it is now. */
  async #requireVersion(ticketId: number, seen: number): Promise<void> {
    const row = (await this.deps.writer.row(ticketId))!
    if (row.version !== seen) throw new AppError('ticket.edited_meanwhile', {}, { current: { version: row.version, priority: row.priority, state: row.state, intakeTypeId: row.intake_type_id, handlingTypeId: row.handling_type_id } })
  }

  async #alreadyTaken(ticket: Ticket): Promise<AppError> {
    if (ticket.assigneeId === null) return new AppError('ticket.wrong_state', {}, { state: ticket.state })
    const row = await this.deps.db.one<{ name: string }>('select p.name from {member} p where p.id = :id', { id: ticket.assigneeId })
    return new AppError('ticket.already_taken', { name: row?.name ?? '' }, { assignee: { id: ticket.assigneeId, name: row?.name ?? '' } })
  }

  async #react(ticketId: number, name: 'ticket.changed' | 'ticket.handed_over', changes: Changes): Promise<void> {
    if ((name === 'ticket.changed' || name === 'ticket.handed_over') && Object.keys(changes).length === 0) return
    await this.deps.reactions.react({ key: `${currentScope().cause.chain}:${ticketId}:${name}`, name, ticketId, changes })
  }
}
