import { CLOCK, DB, inject, injectable, ORGANISATION_SERVICES, SERVICE_INFO, TICKETS, token, type Clock, type Db, type NoteFile, type OrganisationServices, type ServiceInfo, type TicketChanges, type Tickets } from 'adapters-sdk'
import { escapeHtml } from './escape-html.js'
import type { TransferRow } from './transfers.js'
import { ANSWERED } from './trigger-events.js'

export interface Answer {
  /** The same however often it is brought. */
  readonly key: string
  /** Empty: nothing was written. */
  readonly html: string
  readonly files: readonly NoteFile[]
}
export interface ReceivedRow { readonly ticket_id: number; readonly origin_id: number; readonly origin_name: string; readonly transfer_id: number }

const WORDS = { ko: { answer: '이관 답변', silent: '답변 없이 처리되었습니다.' }, en: { answer: 'Transfer answered', silent: 'Handled without an answer.' } } as const
export const ANSWERS = token<Answers>('issues.answers@1')

/** The way back: what an issue service did about a ticket shows in the ticket it came from. */
@injectable()
export class Answers {
  constructor(
    @inject(DB) private readonly db: Db,
    @inject(TICKETS) private readonly tickets: Tickets,
    @inject(SERVICE_INFO) private readonly info: ServiceInfo,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(ORGANISATION_SERVICES) private readonly services: OrganisationServices,
  ) {}

  /** In the issue service: where its ticket came from. */
  async received(ticketId: number): Promise<ReceivedRow | null> {
    return (await this.db.one<ReceivedRow>('select r.* from {issues_received} r where r.ticket_id = :ticketId', { ticketId })) ?? null
  }

  /** From the issue service into the one that the ticket came from. */
  async bring(originId: number, transferId: number, answer: Answer): Promise<void> {
    await this.services.within(originId, () => this.write(transferId, answer))
  }

  /** It could not be brought there: the ticket is in its agent's hands again, and says why. */
  refuse(transfer: TransferRow, why: string): Promise<void> {
    return this.db.transaction(async () => {
      const ticket = await this.tickets.hold(transfer.ticket_id)
      const ended = await this.db.update('issues_transfer', { state: 'failed', updated_at: this.clock.now() }, "id = :id and state = 'sending'", { id: transfer.id })
      if (ended === 0 || !ticket) return
      if (ticket.state === 'transfer_in_progress') await this.tickets.change(ticket.id, { state: ticket.assigneeId === null ? 'unassigned' : 'in_progress' })
      await this.tickets.addNote(ticket.id, `<p>${escapeHtml(why)}</p>`)
    })
  }

  private async write(transferId: number, { key, html, files }: Answer): Promise<void> {
    const { language } = await this.info.current()
    await this.db.transaction(async () => {
      const transfer = await this.db.one<TransferRow>('select f.* from {issues_transfer} f where f.id = :transferId', { transferId })
      const ticket = transfer && (await this.tickets.hold(transfer.ticket_id))
      if (!ticket || (await this.db.insertIgnore('issues_answer', { transfer_id: transferId, answer: key })) === 0) return
      await this.db.update('issues_transfer', { state: 'answered', updated_at: this.clock.now() }, 'id = :transferId', { transferId })
      const words = WORDS[language]
      await this.tickets.addNote(ticket.id, `<p><strong>${escapeHtml(`${words.answer} · ${transfer.target_name}`)}</strong></p>${html || `<p>${words.silent}</p>`}`, files)
      // Whoever went on with it meanwhile keeps it as it is.
      const changes: TicketChanges = ticket.state === 'transfer_in_progress' ? { state: ticket.assigneeId === null ? 'unassigned' : 'transfer_answered' } : {}
      await this.tickets.happened(ticket.id, ANSWERED, { changes, key: `${transferId}:${key}` })
    })
  }
}
