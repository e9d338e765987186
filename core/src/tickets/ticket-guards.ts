import { AppError, type Ticket, type TicketState } from 'adapters-sdk'
import type { ScopedDb } from '../tenancy/index.js'
import type { TicketSorting } from './ports.js'
import type { TicketWriter } from './ticket-writer.js'

/** The ticket, held so that two commands on it take turns. Inside a transaction. */
export async function lockTicket(db: ScopedDb, writer: TicketWriter, number: string): Promise<Ticket> {
  // SQLite has one writer at a time already.
  if (db.engine === 'postgres') await db.all('select t.id from {ticket} t where t.number = :number for update', { number })
  const ticket = await writer.find(number)
  if (!ticket) throw new AppError('ticket.not_found')
  const into = await db.one<{ number: string }>('select x.number from {ticket} t join {ticket} x on x.id = t.merged_into_id where t.id = :id', { id: ticket.id })
  if (into) throw new AppError('ticket.merged', { number: into.number }, { into: into.number })
  return ticket
}

/** Two at once, held in one order whichever is named first. */
export async function lockTickets(db: ScopedDb, writer: TicketWriter, one: string, other: string): Promise<[Ticket, Ticket]> {
  if (one === other) throw new AppError('ticket.same_ticket')
  if (db.engine === 'postgres') await db.all('select t.id from {ticket} t where t.number in (:numbers) order by t.id for update', { numbers: [one, other] })
  return [await lockTicket(db, writer, one), await lockTicket(db, writer, other)]
}

/** The same by its id, for whoever then reads it. */
export async function holdTicket(db: ScopedDb, id: number): Promise<void> {
  if (db.engine === 'postgres') await db.all('select t.id from {ticket} t where t.id = :id for update', { id })
}

export function requireState(ticket: Ticket, allowed: readonly TicketState[]): void {
  if (!allowed.includes(ticket.state)) throw new AppError('ticket.wrong_state', {}, { state: ticket.state })
}

/** Refuses a group of another service, and an agent who is not in the group or is shut out. */
export async function requireGroup(db: ScopedDb, groupId: number, agentId?: number | null): Promise<void> {
  const row =
    agentId == null
      ? await db.one('select g.id from {agent_group} g where g.id = :groupId', { groupId })
      : await db.one('select k.id from {agent_group_member} k join {agent} a on a.member_id = k.member_id join {member} m on m.id = k.member_id and m.disabled_at is null where k.group_id = :groupId and k.member_id = :agentId', { groupId, agentId })
  if (!row) throw new AppError('ticket.unknown_agent')
}

type Sorted = Partial<Pick<Ticket, 'intakeTypeId' | 'handlingTypeId'>>

/** Refuses categories that are not there, any more or in this service. What the ticket has already may be said again. */
export async function requireCategories(sorting: TicketSorting, chosen: Sorted, ticket: Sorted = {}): Promise<void> {
  if (chosen.intakeTypeId != null && chosen.intakeTypeId !== ticket.intakeTypeId) await sorting.require('intake', chosen.intakeTypeId)
  if (chosen.handlingTypeId != null && chosen.handlingTypeId !== ticket.handlingTypeId) await sorting.require('handling', chosen.handlingTypeId)
}
