import { AppError, fromJson, type Cause, type Changes, type Identity, type Jobs, type Ticket, type TicketState } from 'adapters-sdk'
import { currentScope, SqlExpression, withCause } from '../tenancy/index.js'
import { fillIn } from './fill-in.js'
import { lastSender } from './last-sender.js'
import type { InboxFacts, TemplateUse } from './ports.js'
import type { TicketCommandDependencies } from './ticket-commands.js'
import { holdTicket, lockTicket, requireState } from './ticket-guards.js'
import type { TicketSettings } from './ticket-settings.js'
import { actingMember, writeMessage } from './write-message.js'

export interface ReplyInput {
  readonly html: string
  readonly outcome: 'solve' | 'hold'
  readonly attachments: readonly number[]
  readonly cc: readonly string[]
  readonly handlingTypeId?: number | null | undefined
  /** By the fields' codes; those of agents must be complete when it solves. */
  readonly fields?: Readonly<Record<string, unknown>> | undefined
  /** Templates whose text went into it. */
  readonly templates?: readonly number[] | undefined
  /** The newest message its writer saw. */
  readonly lastMessageId?: number | undefined
  /** Sent although something newer is there. */
  readonly force?: boolean | undefined
  /** What the writer has begun on the ticket is something else. */
  readonly keepDraft?: boolean
}
export interface Replied { readonly messageId: number; /** Until then it can be taken back. */ readonly undoUntil: string | null }

export interface ReplyDependencies extends TicketCommandDependencies {
  readonly jobs: Jobs
  readonly settings: TicketSettings
  readonly inboxes: InboxFacts
  readonly templates: TemplateUse
}

interface HeldRow { id: number; ticket_id: number; message_id: number; delivery_id: number; member_id: number; changes: unknown; cause: unknown }

const OPEN = ['in_progress', 'transfer_in_progress', 'transfer_answered', 'on_hold', 'solved'] as const
export const REPLY_COUNTS = 'ticket.reply-counts'

/** Answers to customers: guarded against what their writer did not see, and taken back as long as they have not left. */
export class TicketReplies {
  constructor(readonly deps: ReplyDependencies) {}

  /** TKT-7: final (`solve`) or interim (`hold`). What follows from an answer waits until it cannot be taken back any more. */
  reply(number: string, input: ReplyInput): Promise<Replied> {
    const { db, writer, delivery, customers, settings, events, jobs, drafts, now } = this.deps
    return db.transaction(async () => {
      const ticket = await lockTicket(db, writer, number)
      requireState(ticket, OPEN)
      await this.#guardUnseen(ticket, input.lastMessageId, input.force ?? false)
      const customer = await customers.ofTicket(ticket.id)
      const recipient = customer?.identities.find((identity) => identity.address !== '')
      if (ticket.inboxId === null || !recipient) throw new AppError('ticket.no_recipient')
      if (input.cc.length > 0 && !(await this.deps.inboxes.capabilities(ticket.inboxId))?.cc) throw new AppError('ticket.no_copies')
      const sorted = await fillIn(this.deps, ticket, { handlingTypeId: input.handlingTypeId, fields: input.fields }, input.outcome === 'solve' ? 'agent' : null)
      const to = [(await lastSender(db, ticket.id)) ?? recipient]
      const cc = input.cc.map((address): Identity => ({ scheme: 'email', address }))
      const { messageId, html } = await writeMessage(this.deps, ticket, 'reply', input.html, input.attachments, { to, cc })
      if (!input.keepDraft) await drafts.drop(ticket.id, 'reply')
      await this.deps.templates.used(input.templates ?? [])
      const { undoSeconds } = await settings.read()
      const until = now() + undoSeconds * 1000
      const deliveryId = await delivery.enqueue({ inboxId: ticket.inboxId, ticketId: ticket.id, messageId, to, cc, subject: `Re: ${ticket.subject.replace(/^(re|답장|회신)\s*:\s*/i, '')}`, html, automatic: false, notBefore: until })
      const changes = { ...sorted, ...(await writer.change(ticket.id, { state: input.outcome === 'solve' ? 'solved' : 'on_hold' }, 'state', {}, { counts: undoSeconds === 0 })) }
      if (undoSeconds === 0) {
        await events.publish('message.sent', { ticketId: ticket.id, number, messageId })
        await this.#react(ticket.id, changes)
        return { messageId, undoUntil: null }
      }
      await db.insert('held_reply', { ticket_id: ticket.id, message_id: messageId, delivery_id: deliveryId!, member_id: actingMember(), changes: JSON.stringify(changes), cause: JSON.stringify(currentScope().cause), until })
      await jobs.enqueue(REPLY_COUNTS, { messageId }, { runAt: until })
      await events.publish('delivery.changed', { ticketId: ticket.id, number, deliveryId: deliveryId!, state: 'queued' })
      return { messageId, undoUntil: new Date(until).toISOString() }
    })
  }

  /** Back to what it was: the message is a draft again, the ticket in its former state. Refused once the answer is on its way. */
  undo(number: string, messageId: number): Promise<void> {
    const { db, writer, drafts, events } = this.deps
    return db.transaction(async () => {
      const ticket = await lockTicket(db, writer, number)
      const held = await db.one<HeldRow>('select h.* from {held_reply} h where h.ticket_id = :ticketId and h.message_id = :messageId and h.member_id = :me', { ticketId: ticket.id, messageId, me: actingMember() })
      // Whoever claims the delivery and whoever deletes it hold the same row: one of the two finds nothing.
      const taken = held ? await db.delete('delivery', "id = :id and state = 'queued' and attempts = 0", { id: held.delivery_id }) : 0
      if (!held || taken === 0) throw new AppError('ticket.undo_over')
      const message = (await db.one<{ html: string; recipients: unknown }>('select m.html, m.recipients from {message} m where m.id = :messageId', { messageId }))!
      const begun = await db.one<{ html: string; attachments: unknown }>("select d.html, d.attachments from {draft} d where d.ticket_id = :ticketId and d.member_id = :me and d.kind = 'reply'", { ticketId: ticket.id, me: actingMember() })
      const attachments = await this.deps.attachments.release(messageId)
      await drafts.put(ticket.id, 'reply', {
        html: message.html + (begun?.html ?? ''), attachments: [...attachments, ...(begun ? fromJson<number[]>(begun.attachments) : [])], cc: fromJson<{ cc: Identity[] }>(message.recipients).cc.map((identity) => identity.address),
      })
      await db.delete('held_reply', 'id = :id', { id: held.id })
      await db.delete('message', 'id = :messageId', { messageId })
      const last = await db.one<{ id: number | null }>('select max(m.id) as id from {message} m where m.ticket_id = :ticketId', { ticketId: ticket.id })
      await db.update('ticket', { last_message_id: last?.id ?? null, text_version: new SqlExpression('text_version + 1') }, 'id = :id', { id: ticket.id })
      const state = fromJson<Changes>(held.changes)['state']
      // Unless somebody has done something else with it since.
      const back = state && ticket.state === state.after ? await writer.change(ticket.id, { state: state.before as TicketState }, 'reply_undone') : {}
      if (Object.keys(back).length === 0) await writer.addEvent(ticket.id, 'reply_undone', {})
      await events.publish('delivery.changed', { ticketId: ticket.id, number, deliveryId: held.delivery_id, state: 'cancelled' })
    })
  }

  /** The time to take it back is over: now it is charged, and triggers answer to it. */
  count(messageId: number): Promise<void> {
    const { db, writer, events } = this.deps
    return db.transaction(async () => {
      const known = await db.one<HeldRow>('select h.* from {held_reply} h where h.message_id = :messageId', { messageId })
      if (!known) return
      await holdTicket(db, known.ticket_id)
      if ((await db.delete('held_reply', 'id = :id', { id: known.id })) === 0) return
      const { number } = (await writer.get(known.ticket_id))!
      const changes = fromJson<Changes>(known.changes)
      await withCause(fromJson<Cause>(known.cause), async () => {
        if (changes['state']) await writer.meter.handled(number)
        await events.publish('message.sent', { ticketId: known.ticket_id, number, messageId })
        await this.#react(known.ticket_id, changes)
      })
    })
  }

  /** TKT-17: whoever wrote without seeing the newest message is shown it first. */
  async #guardUnseen(ticket: Ticket, lastSeen: number | undefined, force: boolean): Promise<void> {
    if (force || lastSeen === undefined) return
    const newer = await this.deps.db.all<{ id: number; kind: string; text: string; created_at: number; author: string | null }>(
      `select m.id, m.kind, m.text, m.created_at, case when m.author_type = 'member' then p.name else c.name end as author
       from {message} m left join {member} p on m.author_type = 'member' and p.id = m.author_id left join {customer} c on m.author_type = 'customer' and c.id = m.author_id
       where m.ticket_id = :ticketId and m.id > :lastSeen and m.kind in ('customer', 'reply', 'note') and (m.author_type <> 'member' or m.author_id <> :me) order by m.id`,
      { ticketId: ticket.id, lastSeen, me: actingMember() },
    )
    if (newer.length > 0) throw new AppError('ticket.changed_meanwhile', {}, { messages: newer.map((row) => ({ id: row.id, kind: row.kind, author: row.author ?? '', text: row.text.slice(0, 2000), createdAt: new Date(row.created_at).toISOString() })) })
  }

  #react(ticketId: number, changes: Changes): Promise<void> {
    return this.deps.reactions.react({ key: `${currentScope().cause.chain}:${ticketId}:agent.replied`, name: 'agent.replied', ticketId, changes })
  }
}
