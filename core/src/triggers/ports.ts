import type { Changes, Priority, SubstitutionValues, Ticket, TicketState, TriggerFacts } from 'adapters-sdk'

/** A change of a ticket that triggers may answer to. */
export interface TicketEvent {
  /** The same when the same outside fact is handled again. */
  readonly key: string
  readonly name: string
  readonly ticketId: number
  readonly changes: Changes
  /** The only trigger that it concerns. */
  readonly only?: number
}

/** What stands behind `#{…}` in texts about a ticket. */
export interface TriggerSubstitutions { of(ticketId: number): Promise<SubstitutionValues> }

/** Filling in the fields of a ticket, checked as an agent's entries are. Resolves to what differs. */
export interface TriggerForm {
  enter(ticket: Ticket, entered: Readonly<Record<string, unknown>>, filling: { readonly by: 'agent'; readonly complete: null }): Promise<Changes>
  /** The same without keeping anything. */
  wouldEnter: TriggerForm['enter']
}

/** What the engine and the core's actions need of tickets. Says nothing to triggers itself. */
export interface TriggerTickets {
  get(id: number): Promise<Ticket | null>
  change(ticketId: number, set: { readonly state?: TicketState; readonly priority?: Priority; readonly groupId?: number | null; readonly assigneeId?: number | null; readonly intakeTypeId?: number | null; readonly handlingTypeId?: number | null; readonly tags?: readonly string[] }, type: string, data?: Readonly<Record<string, unknown>>): Promise<Changes>
  addNote(ticketId: number, html: string): Promise<number>
  fieldsChanged(ticketId: number, number: string, changes: Changes): Promise<void>
  addEvent(ticketId: number, type: string, data: Readonly<Record<string, unknown>>): Promise<void>
  facts(ticketId: number): Promise<Omit<TriggerFacts, 'event' | 'changes' | 'now'>>
}
