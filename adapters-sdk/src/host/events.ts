import type { ContractItem } from '../plugin/contract-items.js'
import type { DeliveryState } from '../channel/delivery-status.js'

/** Why something happens: carried by every command, event and ledger row. */
export interface Cause {
  readonly origin: 'agent' | 'customer' | 'trigger' | 'channel' | 'system'
  /** Member, customer or trigger id, by origin. */
  readonly actorId?: number
  /** The same for everything that one outside fact set off. */
  readonly chain: string
  /** How many triggers stand between the outside fact and this. */
  readonly depth: number
}

/** Changed fields with their value before and after. */
export type Changes = Readonly<Record<string, { readonly before: unknown; readonly after: unknown }>>

/** Every event of the core. Payloads hold ids and changed fields only. */
export interface EventCatalogue {
  'ticket.created': { readonly ticketId: number; readonly number: string; readonly channel: string }
  'ticket.changed': { readonly ticketId: number; readonly number: string; readonly changes: Changes }
  'ticket.deleted': { readonly ticketId: number; readonly number: string }
  'message.received': { readonly ticketId: number; readonly number: string; readonly messageId: number }
  /** An agent's answer that cannot be taken back any more. */
  'message.sent': { readonly ticketId: number; readonly number: string; readonly messageId: number }
  /** `mentions`: members named in it with @. */
  'note.added': { readonly ticketId: number; readonly number: string; readonly messageId: number; readonly mentions?: readonly number[] }
  'delivery.changed': { readonly ticketId: number; readonly number: string; readonly deliveryId: number; readonly state: DeliveryState }
  /** Messages by machine to one correspondent are held; settled, or more of them. */
  'storm.opened': { readonly ticketId: number; readonly stormId: number }
  'storm.changed': { readonly ticketId: number; readonly stormId: number }
  /** What a trigger set out to do outside has ended, or will be tried again. */
  'trigger.ended': { readonly ticketId: number; readonly number: string }
  /** A deadline of a ticket is near, or was missed. */
  'sla.warning': { readonly ticketId: number; readonly number: string; readonly deadline: 'first' | 'solve' }
  'sla.breached': { readonly ticketId: number; readonly number: string; readonly deadline: 'first' | 'solve' }
  /** A service's business hours or targets. */
  'sla.changed': Readonly<Record<never, never>>
  'customer.changed': { readonly customerId: number; readonly changes: Changes }
  'customer.merged': { readonly customerId: number; readonly intoId: number }
  /** A list that somebody keeps: made, changed, put elsewhere or removed. */
  'view.changed': { readonly viewId: number }
  'inbox.changed': { readonly inboxId: number; readonly channel: string }
  'intake.quarantined': { readonly rawId: number; readonly inboxId: number }
  'contract.changed': { readonly item: ContractItem; readonly active: boolean }
  'agent.changed': { readonly memberId: number }
  /** Its name, language or time zone, its state, or a plugin switched on or off (`plugin.<id>`). */
  'service.changed': { readonly changes: Changes }
  /** What managers set up for tickets. */
  'settings.changed': { readonly what: 'categories' | 'fields' | 'groups' | 'reply-templates' | 'triggers' }
  'service.purged': { readonly serviceId: number }
}
export type EventName = keyof EventCatalogue
export type EventPayload<N extends EventName> = EventCatalogue[N] & { readonly cause: Cause }
