import { DB, inject, injectable, type Db, type EventPayload, type Listener } from 'adapters-sdk'

/** Nothing stays of a ticket that is deleted. */
@injectable()
export class ForgetTickets implements Listener<'ticket.deleted'> {
  constructor(@inject(DB) private readonly db: Db) {}

  handle({ ticketId }: EventPayload<'ticket.deleted'>): Promise<void> {
    return this.db.transaction(async () => {
      await this.db.delete('issues_answer', 'transfer_id in (select f.id from {issues_transfer} f where f.ticket_id = :ticketId)', { ticketId })
      await this.db.delete('issues_transfer', 'ticket_id = :ticketId', { ticketId })
      await this.db.delete('issues_received', 'ticket_id = :ticketId', { ticketId })
    })
  }
}
