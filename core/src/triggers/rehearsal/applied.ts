import type { Changes, Ticket } from 'adapters-sdk'

/** The ticket with these changes made to it; a field that was cleared is null. */
export function applied(ticket: Ticket, changes: Changes, now: number): Ticket {
  const fields = Object.entries(changes)
  return fields.length === 0 ? ticket : { ...ticket, ...(Object.fromEntries(fields.map(([field, change]) => [field, change.after])) as Partial<Ticket>), updatedAt: now }
}
