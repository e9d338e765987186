/** What becomes of tickets when agents and groups go. Declared here, provided by the tickets; runs in the running transaction. Open: unassigned, in progress or on hold. */
export interface TicketHandover {
  openTicketsOfAgent(memberId: number): Promise<number>
  openTicketsOfGroup(groupId: number): Promise<number>
  /** The agent's open tickets become the group's, unassigned. */
  handOverAll(memberId: number, groupId: number): Promise<void>
}
