import type { QueuedMessage } from 'adapters-sdk'
import type { EventOutbox } from '../../events/index.js'
import { currentScope, type ScopedDb } from '../../tenancy/index.js'
import type { StormSettings } from './storm-settings.js'

/** Held: no clock reaches it. */
export const NEVER = 8_640_000_000_000_000

/** TRG-8: counts messages by machine to one address because of one customer; beyond the limit they are held until somebody decides. */
export class StormBreaker {
  constructor(
    readonly db: ScopedDb,
    readonly events: EventOutbox,
    readonly settings: StormSettings,
    readonly now: () => number,
  ) {}

  /** The storm that holds the message, if one does. What is already counted under its delivery is not counted twice. */
  async holds(message: QueuedMessage): Promise<number | null> {
    const customerId = await this.#customer(message.ticketId)
    if (customerId === null) return null
    for (const address of addressesOf(message)) {
      const storm = (await this.#open(customerId, address)) ?? (await this.#breaks(message.ticketId!, customerId, address))
      if (storm !== null) return storm
    }
    return null
  }

  async count(deliveryId: number, message: QueuedMessage, stormId: number | null): Promise<void> {
    const customerId = await this.#customer(message.ticketId)
    if (customerId === null) return
    const { cause } = currentScope()
    const shared = { delivery_id: deliveryId, customer_id: customerId, ticket_id: message.ticketId, trigger_id: cause.origin === 'trigger' ? (cause.actorId ?? null) : null, storm_id: stormId, created_at: this.now() }
    await this.db.insert('automatic_message', addressesOf(message).map((address) => ({ ...shared, address })))
    if (stormId !== null) await this.events.publish('storm.changed', { ticketId: message.ticketId!, stormId })
  }

  async #breaks(ticketId: number, customerId: number, address: string): Promise<number | null> {
    const { most, minutes } = await this.settings.read()
    const settled = await this.db.one<{ at: number | null }>('select max(s.settled_at) as at from {storm} s where s.customer_id = :customerId and s.address = :address', { customerId, address })
    const since = Math.max(this.now() - minutes * 60_000, settled?.at ?? 0)
    const counted = await this.db.one<{ count: number }>('select count(*) as count from {automatic_message} a where a.customer_id = :customerId and a.address = :address and a.created_at > :since and a.storm_id is null', { customerId, address, since })
    if (Number(counted!.count) < most) return null
    // Of two at once one opens it and both find it.
    const opened = await this.db.insertIgnore('storm', { address, customer_id: customerId, ticket_id: ticketId, created_at: this.now() })
    const id = (await this.#open(customerId, address))!
    if (opened > 0) await this.events.publish('storm.opened', { ticketId, stormId: id })
    return id
  }

  async #open(customerId: number, address: string): Promise<number | null> {
    // Kept open until this message is written: whoever settles it then finds the message as well.
    const held = this.db.engine === 'postgres' ? 'for share' : ''
    return (await this.db.one<{ id: number }>(`select s.id from {storm} s where s.customer_id = :customerId and s.address = :address and s.state = 'open' ${held}`, { customerId, address }))?.id ?? null
  }

  async #customer(ticketId: number | null): Promise<number | null> {
    if (ticketId === null) return null
    return (await this.db.one<{ id: number }>('select t.customer_id as id from {ticket} t where t.id = :ticketId', { ticketId }))?.id ?? null
  }
}

function addressesOf({ to, cc }: QueuedMessage): string[] {
  return [...new Set([...to, ...(cc ?? [])].map((identity) => identity.address.toLowerCase()))]
}
