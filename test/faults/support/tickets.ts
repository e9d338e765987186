import type { SendMailOptions } from 'nodemailer'
import { sendMail, type ApiClient } from '../../support/index.js'
import { until } from './until.js'

export interface TicketRow { readonly number: string; readonly subject: string; readonly state: string; readonly assignee: { readonly id: number; readonly name: string } | null }
export interface MessageView {
  readonly id: number
  readonly kind: string
  readonly author: { readonly type: string; readonly id: number | null }
  readonly text: string
  readonly html: string
  readonly warnings: readonly string[]
  readonly attachments: readonly { readonly id: number; readonly name: string; readonly mediaType: string; readonly bytes: number; readonly url: string }[]
  readonly delivery: { readonly id: number; readonly state: string; readonly errorCode: string | null; readonly errorDetail: string | null; readonly attempts: number } | null
}
export interface TicketView {
  readonly ticket: TicketRow
  readonly customer: { readonly number: string; readonly name: string }
  readonly messages: readonly MessageView[]
  readonly events: readonly { readonly type: string; readonly origin: string; readonly data: Record<string, unknown> }[]
}
export interface Ledger { readonly received: number; readonly stored: number; readonly imported: number; readonly duplicate: number; readonly skipped: number; readonly quarantined: number }

/** One service as its agent sees it, over HTTP. */
export class Desk {
  constructor(readonly client: ApiClient, readonly smtpPort: number, readonly code = 'help') {}

  get base(): string { return `/api/s/${this.code}` }

  async address(): Promise<string> {
    return (await this.client.get<{ address: string }>(`${this.base}/email/settings`)).address
  }

  /** Mails leave through this port instead of the catcher. */
  async useRelay(port: number): Promise<void> {
    await this.client.put(`${this.base}/email/settings`, { senderName: 'Help', senderAddress: '', layout: '#{content}', relay: { host: '127.0.0.1', port, security: 'none', user: '' } })
  }

  async mail(subject: string, options: SendMailOptions = {}): Promise<{ messageId: string; response: string }> {
    return sendMail(this.smtpPort, { from: 'Kim <kim@customer.example>', to: await this.address(), subject, text: `About ${subject}`, ...options })
  }

  async tickets(view = 'all'): Promise<TicketRow[]> {
    const items: TicketRow[] = []
    for (let next: string | null = ''; next !== null;) {
      const page: { items: TicketRow[]; next: string | null } = await this.client.get(`${this.base}/tickets?view=${view}&limit=200${next === '' ? '' : `&cursor=${encodeURIComponent(next)}`}`)
      items.push(...page.items)
      next = page.next
    }
    return items
  }

  ticket(number: string): Promise<TicketView> {
    return this.client.get(`${this.base}/tickets/${number}`)
  }

  /** The one ticket with this subject, once it is there. */
  async arrived(subject: string): Promise<TicketView> {
    const row = await until(`a ticket "${subject}"`, async () => (await this.tickets()).find((ticket) => ticket.subject === subject))
    return this.ticket(row.number)
  }

  /** A mail, its ticket. */
  async open(subject: string, options: SendMailOptions = {}): Promise<TicketView> {
    await this.mail(subject, options)
    return this.arrived(subject)
  }

  async groupId(): Promise<number> {
    return (await this.client.get<{ items: { id: number }[] }>(`${this.base}/groups`)).items[0]!.id
  }

  async take(number: string): Promise<void> {
    await this.client.post(`${this.base}/tickets/${number}/take`, { groupId: await this.groupId() })
  }

  async reply(number: string, html: string, headers: Readonly<Record<string, string>> = {}): Promise<number> {
    return (await this.client.post<{ messageId: number }>(`${this.base}/tickets/${number}/reply`, { html, outcome: 'hold' }, headers)).messageId
  }

  /** A mail from outside, taken by the agent. */
  async taken(subject: string): Promise<string> {
    const { ticket } = await this.open(subject)
    await this.take(ticket.number)
    return ticket.number
  }

  async delivery(number: string, messageId: number): Promise<NonNullable<MessageView['delivery']>> {
    const { messages } = await this.ticket(number)
    return messages.find((message) => message.id === messageId)!.delivery!
  }

  async settled(number: string, messageId: number, states: readonly string[], ms?: number): Promise<NonNullable<MessageView['delivery']>> {
    return until(`the delivery of ${number} to be ${states.join(' or ')}`, async () => {
      const delivery = await this.delivery(number, messageId)
      return states.includes(delivery.state) ? delivery : null
    }, ms)
  }

  async ledger(): Promise<Ledger> {
    return (await this.client.get<{ ledger: Ledger }>(`${this.base}/intake?limit=1`)).ledger
  }

  /** Nothing waits to be parsed any more; EML-9 holds at any time. */
  accounted(ms?: number): Promise<Ledger> {
    return until('all received mail to be accounted for', async () => {
      const ledger = await this.ledger()
      return ledger.stored === 0 ? ledger : null
    }, ms)
  }
}
