import type { Capabilities, Changes, QueuedMessage, Ticket, TriggerFacts } from 'adapters-sdk'
import type { AskedField, FilledField } from '../fields/index.js'

/** A change of a ticket that triggers may answer to. */
export interface TicketEvent {
  /** The same when the same outside fact is handled again: what makes a second run harmless. */
  readonly key: string
  /** One of the core's, or a plugin's own. */
  readonly name: string
  readonly ticketId: number
  readonly changes: Changes
  /** The only trigger that it concerns. */
  readonly only?: number
}

/** What answers to changes of tickets, inside their transaction: the trigger engine. */
export interface TicketReactions { react(event: TicketEvent): Promise<void> }

/** Takes what agents write to customers, inside the ticket's transaction: the deliveries. */
export interface ReplyDelivery { enqueue(message: QueuedMessage): Promise<number | null> }

/** Counts what is charged, inside the ticket's transaction: billing. */
export interface TicketMeter { handled(number: string): Promise<void> }

/** What is promised of a ticket, and whether the service is open: its deadlines. */
export interface TicketPromises { of(ticketId: number): Promise<Pick<TriggerFacts, 'businessHours' | 'deadlines'>> }

/** What the ticket area needs to know of categories. */
export interface TicketSorting {
  /** Refuses a category that is not there, any more or in this service. */
  require(kind: 'intake' | 'handling', id: number): Promise<void>
  paths(ids: readonly number[]): Promise<ReadonlyMap<number, { readonly id: number; readonly name: string; readonly path: string; readonly deleted: boolean }>>
}

/** The fields of tickets: where what is entered is checked and kept. */
export interface TicketFields {
  /** Resolves to what differs; `complete`: the side that must be filled in now. */
  enter(ticket: Pick<Ticket, 'id' | 'intakeTypeId' | 'channel'>, entered: Readonly<Record<string, unknown>>, how: { readonly by: 'customer' | 'agent'; readonly complete: 'customer' | 'agent' | null }): Promise<Changes>
  asked(ticket: Pick<Ticket, 'intakeTypeId' | 'channel'>): Promise<readonly AskedField[]>
  filled(ticketId: number): Promise<readonly FilledField[]>
  /** What the customer's record has for fields that are empty, by their codes. */
  known(customerId: number, asked: readonly AskedField[], filled: readonly FilledField[]): Promise<Readonly<Record<string, string>>>
}

/** Counts the templates that agents answer with. */
export interface TemplateUse { used(ids: readonly number[]): Promise<void> }

/** What the ticket area needs to know of inboxes. */
export interface InboxFacts { capabilities(inboxId: number): Promise<Capabilities | null> }
