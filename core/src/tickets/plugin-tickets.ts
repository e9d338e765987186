import type { Ticket, Tickets } from 'adapters-sdk'
import { currentScope, type ScopedDb } from '../tenancy/index.js'
import type { TicketReactions, TicketSorting } from './ports.js'
import { holdTicket, requireCategories, requireGroup } from './ticket-guards.js'
import type { TicketChange, TicketWriter } from './ticket-writer.js'

/** What plugins may do with tickets. */
export class PluginTickets implements Tickets {
  constructor(
    readonly db: ScopedDb,
    readonly writer: TicketWriter,
    readonly reactions: TicketReactions,
    readonly sorting: TicketSorting,
  ) {}

  find(number: string): Promise<Ticket | null> {
    return this.writer.find(number)
  }

  get(id: number): Promise<Ticket | null> {
    return this.writer.get(id)
  }

  addNote(ticketId: number, html: string): Promise<void> {
    return this.db.transaction(async () => void (await this.writer.addNote(ticketId, html)))
  }

  change(ticketId: number, changes: Pick<TicketChange, 'priority' | 'groupId' | 'assigneeId' | 'intakeTypeId' | 'handlingTypeId'>): Promise<void> {
    return this.db.transaction(async () => {
      await holdTicket(this.db, ticketId)
      if (changes.groupId != null) await requireGroup(this.db, changes.groupId, changes.assigneeId)
      const ticket = await this.writer.get(ticketId)
      if (!ticket) return
      await requireCategories(this.sorting, changes, ticket)
      const changed = await this.writer.change(ticketId, changes, 'changed')
      if (Object.keys(changed).length > 0) await this.reactions.react({ key: `${currentScope().cause.chain}:${ticketId}:ticket.changed`, name: 'ticket.changed', ticketId, changes: changed })
    })
  }
}
