import type { EventOutbox } from '../events/index.js'
import type { ScopedDb } from '../tenancy/index.js'
import { lockTickets } from './ticket-guards.js'
import type { TicketWriter } from './ticket-writer.js'

/** TKT-19: tickets that have to do with one another. */
export class TicketLinks {
  constructor(
    readonly db: ScopedDb,
    readonly writer: TicketWriter,
    readonly events: EventOutbox,
    readonly now: () => number,
  ) {}

  /** Links them or no longer; again changes nothing. */
  set(number: string, other: string, linked: boolean): Promise<void> {
    const { db, writer } = this
    return db.transaction(async () => {
      const both = await lockTickets(db, writer, number, other)
      const [one, two] = both.map(({ id }) => id).sort((a, b) => a - b) as [number, number]
      const changed = linked
        ? await db.insertIgnore('ticket_link', { ticket_id: one, other_id: two, created_at: this.now() })
        : await db.delete('ticket_link', 'ticket_id = :one and other_id = :two', { one, two })
      if (changed === 0) return
      for (const [ticket, linkedTo] of [both, [both[1], both[0]] as const]) {
        await writer.addEvent(ticket.id, linked ? 'linked' : 'unlinked', { number: linkedTo.number })
        await this.events.publish('ticket.changed', { ticketId: ticket.id, number: ticket.number, changes: {} })
      }
    })
  }
}
