import { AppError, type NewTicket, type NoteFile, type ThreadMessage, type Ticket, type TicketChanges, type Tickets } from 'adapters-sdk'
import type { CustomerStore } from '../customers/index.js'
import type { EventOutbox } from '../events/index.js'
import { publicNumber } from '../platform/index.js'
import { currentScope, type ScopedDb } from '../tenancy/index.js'
import type { AttachmentStore } from './attachment-store.js'
import type { TicketFields, TicketReactions, TicketSorting } from './ports.js'
import { holdTicket, requireCategories, requireGroup } from './ticket-guards.js'
import type { TicketWriter } from './ticket-writer.js'

/** What plugins may do with tickets. */
export class PluginTickets implements Tickets {
  constructor(
    readonly db: ScopedDb,
    readonly writer: TicketWriter,
    readonly reactions: TicketReactions,
    readonly sorting: TicketSorting,
    readonly fields: TicketFields,
    readonly customers: CustomerStore,
    readonly attachments: AttachmentStore,
    readonly events: EventOutbox,
    /** Whether it is a trigger event of this plugin. */
    readonly owns: (event: string) => boolean,
    readonly now: () => number,
  ) {}

  find(number: string): Promise<Ticket | null> {
    return this.writer.find(number)
  }

  get(id: number): Promise<Ticket | null> {
    return this.writer.get(id)
  }

  async hold(id: number): Promise<Ticket | null> {
    await holdTicket(this.db, id)
    return this.writer.get(id)
  }

  create({ inboxId, conversationKey, customer, subject, note, intakeTypeId, fields }: NewTicket): Promise<Ticket> {
    return this.db.transaction(async () => {
      const reference = `key:${conversationKey}`
      const known = await this.db.one<{ id: number }>('select r.ticket_id as id from {message_reference} r where r.inbox_id = :inboxId and r.reference = :reference', { inboxId, reference })
      if (known) return (await this.writer.get(known.id))!
      const inbox = await this.db.one<{ channel: string }>('select b.channel from {inbox} b where b.id = :inboxId', { inboxId })
      if (!inbox) throw new AppError('inbox.not_found')
      await requireCategories(this.sorting, { intakeTypeId })
      const now = this.now()
      const number = publicNumber('T', now)
      const owner = await this.customers.findOrCreate(customer)
      const [id] = await this.db.insert('ticket', { number, subject: subject.slice(0, 255), state: 'unassigned', priority: 'normal', channel: inbox.channel, inbox_id: inboxId, customer_id: owner.id, own_customer_id: owner.ownId, intake_type_id: intakeTypeId, created_at: now, updated_at: now })
      // The same key twice at once: the second ends here, and finds the first when it is tried again.
      await this.db.insert('message_reference', { inbox_id: inboxId, reference, ticket_id: id! })
      if (fields) await this.fields.enter({ id: id!, intakeTypeId, channel: inbox.channel }, fields, { by: 'agent', complete: null })
      await this.writer.addEvent(id!, 'created', { channel: inbox.channel })
      await this.writer.addNote(id!, note)
      await this.events.publish('ticket.created', { ticketId: id!, number, channel: inbox.channel })
      await this.reactions.react({ key: `${currentScope().cause.chain}:${id}:ticket.created`, name: 'ticket.created', ticketId: id!, changes: {} })
      return (await this.writer.get(id!))!
    })
  }

  async thread(ticketId: number, most: number): Promise<ThreadMessage[]> {
    const rows = await this.db.all<{ id: number; kind: string; name: string | null; text: string; created_at: number }>(
      `select m.id, m.kind, case when m.kind = 'customer' then c.name else coalesce(nullif(p.nickname, ''), p.name) end as name, m.text, m.created_at
       from {message} m left join {customer} c on m.author_type = 'customer' and c.id = m.author_id left join {member} p on m.author_type = 'member' and p.id = m.author_id
       where m.ticket_id = :ticketId and m.kind in ('customer', 'reply') order by m.id desc limit :most`,
      { ticketId, most },
    )
    return rows.reverse().map(({ id, kind, name, text, created_at }) => ({ id, from: kind === 'customer' ? 'customer' : 'agent', name: name ?? '', text, createdAt: created_at }))
  }

  addNote(ticketId: number, html: string, files: readonly NoteFile[] = []): Promise<void> {
    return this.db.transaction(async () => {
      const messageId = await this.writer.addNote(ticketId, html)
      await this.attachments.addReceived(messageId, files.map((file) => ({ ...file, inlineId: null })))
    })
  }

  change(ticketId: number, changes: TicketChanges): Promise<void> {
    return this.#change(ticketId, 'ticket.changed', changes)
  }

  async happened(ticketId: number, event: string, { changes = {}, key }: { readonly changes?: TicketChanges; readonly key?: string } = {}): Promise<void> {
    if (!this.owns(event)) throw new Error(`The trigger event ${event} is not registered by this plugin: registrar.trigger.event makes it known.`)
    await this.#change(ticketId, event, changes, key === undefined ? undefined : `${event}:${ticketId}:${key}`)
  }

  #change(ticketId: number, event: string, changes: TicketChanges, key = `${currentScope().cause.chain}:${ticketId}:${event}`): Promise<void> {
    return this.db.transaction(async () => {
      await holdTicket(this.db, ticketId)
      if (changes.groupId != null) await requireGroup(this.db, changes.groupId, changes.assigneeId)
      const ticket = await this.writer.get(ticketId)
      if (!ticket) return
      await requireCategories(this.sorting, changes, ticket)
      const changed = Object.keys(changes).length === 0 ? {} : await this.writer.change(ticketId, changes, changes.state ? 'state' : 'changed')
      if (event !== 'ticket.changed' || Object.keys(changed).length > 0) await this.reactions.react({ key, name: event, ticketId, changes: changed })
    })
  }
}
