import type { Changes, Ticket } from 'adapters-sdk'
import type { TicketFields, TicketSorting } from './ports.js'
import { requireCategories } from './ticket-guards.js'
import type { TicketWriter } from './ticket-writer.js'

/** What an agent says about a ticket while handling it. */
export interface Filled {
  readonly intakeTypeId?: number | null | undefined
  readonly handlingTypeId?: number | null | undefined
  /** By the fields' codes. */
  readonly fields?: Readonly<Record<string, unknown>> | undefined
}

/** Sorts the ticket and fills in its fields; `complete`: the side that must be filled in then. Resolves to what differs. */
export async function fillIn({ writer, sorting, fields }: { readonly writer: TicketWriter; readonly sorting: TicketSorting; readonly fields: TicketFields }, ticket: Ticket, filled: Filled, complete: 'customer' | 'agent' | null): Promise<Changes> {
  const sorted = { ...(filled.intakeTypeId === undefined ? {} : { intakeTypeId: filled.intakeTypeId }), ...(filled.handlingTypeId === undefined ? {} : { handlingTypeId: filled.handlingTypeId }) }
  await requireCategories(sorting, sorted, ticket)
  const changes = await writer.change(ticket.id, sorted, 'sorted')
  const entered = await fields.enter({ ...ticket, ...sorted }, filled.fields ?? {}, { by: 'agent', complete })
  await writer.fieldsChanged(ticket.id, ticket.number, entered)
  return { ...changes, ...entered }
}
