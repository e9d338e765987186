import type { EventOutbox } from '../events/index.js'
import type { ScopedDb } from '../tenancy/index.js'
import { lockTicket } from './ticket-guards.js'
import type { TicketWriter } from './ticket-writer.js'
import { actingMember } from './write-message.js'

/** TKT-19: agents who hear of a ticket that is not theirs. */
export class TicketFollowers {
  constructor(
    readonly db: ScopedDb,
    readonly writer: TicketWriter,
    readonly events: EventOutbox,
    readonly now: () => number,
  ) {}

  /** The acting member begins or ends to follow; again changes nothing. */
  set(number: string, following: boolean): Promise<void> {
    return this.db.transaction(async () => {
      const ticket = await lockTicket(this.db, this.writer, number)
      const me = actingMember()
      const changed = following
        ? await this.db.insertIgnore('ticket_follower', { ticket_id: ticket.id, member_id: me, created_at: this.now() })
        : await this.db.delete('ticket_follower', 'ticket_id = :id and member_id = :me', { id: ticket.id, me })
      if (changed === 0) return
      await this.writer.addEvent(ticket.id, following ? 'followed' : 'unfollowed', {})
      await this.events.publish('ticket.changed', { ticketId: ticket.id, number, changes: {} })
    })
  }
}
