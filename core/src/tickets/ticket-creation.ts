import { AppError, substituteHtml, type SubstitutionValues } from 'adapters-sdk'
import type { CustomerStore } from '../customers/index.js'
import type { EventOutbox } from '../events/index.js'
import { publicNumber } from '../platform/index.js'
import { currentScope, type ScopedDb } from '../tenancy/index.js'
import type { AttachmentStore } from './attachment-store.js'
import { htmlToText, sanitiseHtml } from './html.js'
import type { ReplyDelivery, TemplateUse, TicketFields, TicketReactions, TicketSorting } from './ports.js'
import { requireCategories, requireGroup } from './ticket-guards.js'
import type { TicketWriter } from './ticket-writer.js'

export interface TicketDraft {
  readonly subject: string
  readonly html: string
  readonly customer: { readonly name?: string | undefined; readonly scheme: 'email' | 'phone'; readonly address: string }
  readonly inboxId: number | null
  readonly groupId: number | null
  readonly assigneeId: number | null
  readonly intakeTypeId: number | null
  /** By the fields' codes; those of customers must be complete. */
  readonly fields: Readonly<Record<string, unknown>>
  readonly templates: readonly number[]
  readonly attachments: readonly number[]
  /** The text goes to the customer too. */
  readonly notify: boolean
}

/** Tickets that agents create by hand (TKT-9). */
export class TicketCreation {
  constructor(
    readonly db: ScopedDb,
    readonly writer: TicketWriter,
    readonly customers: CustomerStore,
    readonly attachments: AttachmentStore,
    readonly delivery: ReplyDelivery,
    readonly events: EventOutbox,
    readonly reactions: TicketReactions,
    readonly sorting: TicketSorting,
    readonly fields: TicketFields,
    readonly templates: TemplateUse,
    readonly substitutions: { of(ticketId: number): Promise<SubstitutionValues> },
    readonly now: () => number,
  ) {}

  create(draft: TicketDraft): Promise<{ number: string }> {
    return this.db.transaction(async () => {
      const { cause } = currentScope()
      const me = cause.actorId ?? 0
      if (draft.groupId !== null) await requireGroup(this.db, draft.groupId, draft.assigneeId)
      else if (draft.assigneeId !== null) throw new AppError('ticket.unknown_agent')
      await requireCategories(this.sorting, draft)
      const inbox = draft.inboxId === null ? undefined : await this.db.one<{ id: number }>('select b.id from {inbox} b where b.id = :id', { id: draft.inboxId })
      if (draft.notify && !inbox) throw new AppError('ticket.no_recipient')
      const identity = { scheme: draft.customer.scheme, address: draft.customer.address, displayName: draft.customer.name ?? '' }
      const customer = await this.customers.findOrCreate(identity)
      const now = this.now()
      const number = publicNumber('T', now)
      const [ticketId] = await this.db.insert('ticket', {
        number, subject: draft.subject, state: draft.assigneeId === null ? 'unassigned' : 'in_progress', priority: 'normal', channel: 'agent', inbox_id: inbox?.id ?? null,
        customer_id: customer.id, own_customer_id: customer.ownId, group_id: draft.groupId, assignee_id: draft.assigneeId, intake_type_id: draft.intakeTypeId, created_at: now, updated_at: now,
      })
      await this.fields.enter({ id: ticketId!, intakeTypeId: draft.intakeTypeId, channel: 'agent' }, draft.fields, { by: 'agent', complete: 'customer' })
      // Only now there is something that its codes stand for.
      const html = sanitiseHtml(draft.html.includes('#{') ? substituteHtml(draft.html, await this.substitutions.of(ticketId!)) : draft.html)
      await this.templates.used(draft.templates)
      const text = htmlToText(html)
      if (text === '' && draft.attachments.length === 0) throw new AppError('ticket.empty_message')
      const messageId = await this.writer.addMessage({ ticketId: ticketId!, kind: draft.notify ? 'reply' : 'note', authorType: 'member', authorId: me, html, text })
      await this.attachments.attach(messageId, draft.attachments)
      await this.db.update('ticket', { last_message_id: messageId }, 'id = :ticketId', { ticketId: ticketId! })
      await this.writer.addEvent(ticketId!, 'created', { channel: 'agent' })
      await this.events.publish('ticket.created', { ticketId: ticketId!, number, channel: 'agent' })
      if (draft.notify && inbox) await this.delivery.enqueue({ inboxId: inbox.id, ticketId: ticketId!, messageId, to: [identity], subject: draft.subject, html, automatic: false })
      await this.reactions.react({ key: `${cause.chain}:${ticketId}:ticket.created`, name: 'ticket.created', ticketId: ticketId!, changes: {} })
      return { number }
    })
  }
}
