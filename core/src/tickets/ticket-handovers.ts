import type { ScopedDb } from '../tenancy/index.js'
import type { TicketCommands } from './ticket-commands.js'

const OPEN = "t.state in ('unassigned', 'in_progress', 'transfer_in_progress', 'transfer_answered', 'on_hold')"

/** What becomes of tickets when agents and groups go. */
export class TicketHandovers {
  constructor(
    readonly db: ScopedDb,
    readonly commands: TicketCommands,
  ) {}

  openTicketsOfAgent(memberId: number): Promise<number> {
    return this.#count(`t.assignee_id = :id and ${OPEN}`, memberId)
  }

  openTicketsOfGroup(groupId: number): Promise<number> {
    return this.#count(`t.group_id = :id and ${OPEN}`, groupId)
  }

  handOverAll(memberId: number, groupId: number): Promise<void> {
    return this.commands.releaseFrom(memberId, groupId)
  }

  async #count(where: string, id: number): Promise<number> {
    return (await this.db.one<{ count: number }>(`select count(*) as count from {ticket} t where ${where}`, { id }))?.count ?? 0
  }
}
