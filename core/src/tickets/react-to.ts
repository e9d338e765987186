import type { Changes } from 'adapters-sdk'
import { currentScope } from '../tenancy/index.js'
import type { TicketReactions } from './ports.js'

/** Lets triggers and clocks answer to a change of a ticket; none where nothing changed. */
export async function reactTo(reactions: TicketReactions, ticketId: number, changes: Changes): Promise<void> {
  if (Object.keys(changes).length > 0) await reactions.react({ key: `${currentScope().cause.chain}:${ticketId}:ticket.changed`, name: 'ticket.changed', ticketId, changes })
}
