import type { InboundMessage, Part, Ticket } from 'adapters-sdk'
import type { FoundCustomer } from '../customers/index.js'
import type { EventOutbox } from '../events/index.js'
import { publicNumber } from '../platform/index.js'
import { currentScope, SqlExpression, type ScopedDb } from '../tenancy/index.js'
import type { AttachmentStore } from './attachment-store.js'
import { htmlToText, sanitiseHtml, textToHtml } from './html.js'
import type { TicketReactions } from './ports.js'
import { holdRoot } from './merged-into.js'
import type { TicketWriter } from './ticket-writer.js'

export interface StoredFile { readonly name: string; readonly mediaType: string; readonly bytes: number; readonly file: string; readonly inlineId: string | null }
export interface Incoming {
  readonly message: InboundMessage
  readonly files: readonly StoredFile[]
  readonly customer: FoundCustomer
  readonly inboxId: number
  readonly channel: string
  readonly rawId: number
  /** The ticket its conversation belongs to; null: a new one. */
  readonly ticketId: number | null
}

interface Received { readonly ticketId: number; readonly messageId: number }

const MAX_HTML = 1_000_000
const MAX_SUBJECT = 255

/** Turns a customer's message into a ticket, or adds it to its ticket. Inside a transaction, in the inbox's service. */
export class TicketIntake {
  constructor(
    readonly db: ScopedDb,
    readonly writer: TicketWriter,
    readonly attachments: AttachmentStore,
    readonly events: EventOutbox,
    readonly reactions: TicketReactions,
    readonly now: () => number,
  ) {}

  /** `threadId`: where what answers it belongs, which differs when that ticket is merged into the one it lands in. */
  async receive(incoming: Incoming): Promise<Received & { threadId: number }> {
    const existing = incoming.ticketId === null ? null : await this.writer.get(await holdRoot(this.db, incoming.ticketId))
    if (existing && existing.state !== 'closed') return { ...(await this.#append(existing, incoming)), threadId: incoming.ticketId! }
    const created = await this.#create(incoming, existing?.id ?? null)
    return { ...created, threadId: created.ticketId }
  }

  async #create(incoming: Incoming, followsId: number | null): Promise<Received> {
    const { message, customer } = incoming
    const now = this.now()
    const number = publicNumber('T', now)
    const subject = (message.subject?.normalize('NFC').trim() || firstLine(message) || '(제목 없음)').slice(0, MAX_SUBJECT)
    const [ticketId] = await this.db.insert('ticket', {
      number, subject, state: 'unassigned', priority: 'normal', channel: incoming.channel, inbox_id: incoming.inboxId, customer_id: customer.id, own_customer_id: customer.ownId, follows_id: followsId, created_at: now, updated_at: now,
    })
    const messageId = await this.#store(ticketId!, incoming)
    await this.db.later(this.db.update('ticket', { last_message_id: messageId }, 'id = :ticketId', { ticketId: ticketId! }))
    await this.writer.addEvent(ticketId!, 'created', { channel: incoming.channel, ...(followsId === null ? {} : { followsId }) })
    await this.events.publish('ticket.created', { ticketId: ticketId!, number, channel: incoming.channel })
    await this.#react('ticket.created', ticketId!)
    return { ticketId: ticketId!, messageId }
  }

  async #append(ticket: Ticket, incoming: Incoming): Promise<Received> {
    const messageId = await this.#store(ticket.id, incoming, incoming.ticketId === ticket.id ? null : incoming.ticketId)
    await this.writer.touch(ticket.id, messageId)
    await this.events.publish('message.received', { ticketId: ticket.id, number: ticket.number, messageId })
    // A machine's answer is kept, but wakes nobody.
    if (incoming.message.automatic) return { ticketId: ticket.id, messageId }
    if (ticket.state === 'solved' || ticket.state === 'on_hold') {
      if (ticket.state === 'solved') await this.db.update('ticket', { reopened: new SqlExpression('reopened + 1') }, 'id = :id', { id: ticket.id })
      await this.writer.change(ticket.id, { state: ticket.assigneeId === null ? 'unassigned' : 'in_progress' }, ticket.state === 'solved' ? 'reopened' : 'state')
    }
    await this.#react('customer.replied', ticket.id)
    return { ticketId: ticket.id, messageId }
  }

  async #store(ticketId: number, incoming: Incoming, originId: number | null = null): Promise<number> {
    const { message, customer } = incoming
    const { html, text, quotedHtml, warnings } = bodyOf(message.parts)
    const messageId = await this.writer.addMessage({
      ticketId,
      kind: message.automatic ? 'quiet' : 'customer',
      authorType: 'customer',
      authorId: customer.id,
      html,
      text,
      ...(quotedHtml === '' ? {} : { quotedHtml }),
      ...(message.subject === undefined ? {} : { subject: message.subject.slice(0, 1000) }),
      sender: message.from,
      recipients: { to: message.to ?? [], cc: message.cc ?? [] },
      warnings: [...(message.warnings ?? []), ...warnings],
      externalId: message.externalId,
      rawId: incoming.rawId,
      ...(originId === null ? {} : { originId }),
    })
    await this.attachments.addReceived(messageId, incoming.files)
    return messageId
  }

  async #react(name: 'ticket.created' | 'customer.replied', ticketId: number): Promise<void> {
    await this.reactions.react({ key: `${currentScope().cause.chain}:${ticketId}:${name}`, name, ticketId, changes: {} })
  }
}

/** One HTML body from the parts, made safe, with what it only quotes kept apart. */
function bodyOf(parts: readonly Part[]): { html: string; text: string; quotedHtml: string; warnings: string[] } {
  const warnings: string[] = []
  const render = (quoted: boolean): string => {
    const own = parts.filter((part): part is Extract<Part, { type: 'text' | 'html' }> => part.type !== 'attachment' && (part.quoted ?? false) === quoted)
    // Where both are given they say the same: HTML shows more.
    const chosen = own.some((part) => part.type === 'html') ? own.filter((part) => part.type === 'html') : own
    return chosen
      .map((part) => {
        if (part.type === 'text') return textToHtml(part.body)
        if (part.body.length <= MAX_HTML) return sanitiseHtml(part.body)
        warnings.push('ticket.html_too_long')
        return textToHtml(htmlToText(part.body.slice(0, MAX_HTML)))
      })
      .join('')
  }
  const html = render(false)
  return { html, text: htmlToText(html), quotedHtml: render(true), warnings }
}

function firstLine(message: InboundMessage): string {
  return bodyOf(message.parts).text.split('\n', 1)[0] ?? ''
}
