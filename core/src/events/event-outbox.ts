import type { EventName, EventPayload, Events } from 'adapters-sdk'
import { currentScope, currentServiceId, type ScopedDb } from '../tenancy/index.js'

/** An event as the rest of the process, and the other nodes, hear of it after commit. */
export interface PublishedEvent {
  readonly organisationId: number
  readonly serviceId: number
  readonly name: string
  /** Of a plugin's announcement; events of the core have theirs by what they are about. */
  readonly topic?: string
  readonly payload: Readonly<Record<string, unknown>>
}
export interface ListenerJobs {
  /** Writes a job for each listener of the event, in the running transaction. */
  enqueueListeners(name: EventName, payload: Readonly<Record<string, unknown>>): Promise<void>
}

export interface GatheredEvent { readonly name: EventName; readonly payload: Record<string, unknown> }

type Listen = (channel: string, handler: (message: string) => void, restored?: () => void) => Promise<() => Promise<void>>

const CHANNEL = 'oc_events'
/** Postgres refuses notifications of 8000 bytes. */
const NOTIFICATION_BYTES = 7000

/** Writes events in the transaction that causes them; tells consoles and other nodes after commit. */
export class EventOutbox implements Events {
  readonly #followers: ((events: readonly GatheredEvent[]) => Promise<void>)[] = []

  constructor(
    readonly db: ScopedDb,
    readonly jobs: ListenerJobs,
    readonly now: () => number,
  ) {}

  async publish<N extends EventName>(name: N, payload: Omit<EventPayload<N>, 'cause'>): Promise<void> {
    const event: GatheredEvent = { name, payload: { ...payload, cause: currentScope().cause } }
    await this.db.transaction(async () => this.db.gather(event, (events) => this.#write(events)))
  }

  /** Consoles hear it as the name and the topic in one; nothing is written. */
  async announce(topic: string, payload: Readonly<Record<string, string | number>> = {}): Promise<void> {
    const event: PublishedEvent = { organisationId: currentScope().organisationId, serviceId: currentServiceId(), name: topic, topic, payload }
    const message = JSON.stringify([event])
    if (Buffer.byteLength(message) > NOTIFICATION_BYTES) throw new Error(`What is announced on ${topic} is too large: ids are enough.`)
    await this.db.later(this.db.notify(CHANNEL, message))
  }

  /** `follower` gets what happened as the last part of the transaction in which it did; it publishes nothing itself. */
  follow(follower: (events: readonly GatheredEvent[]) => Promise<void>): void {
    this.#followers.push(follower)
  }

  /** `handler` hears every committed event of every service, on whichever node it happened; `restored`: some may have been missed. */
  listen(engineListen: Listen, handler: (event: PublishedEvent) => void, restored: () => void): Promise<() => Promise<void>> {
    const hear = (message: string): void => {
      for (const event of JSON.parse(message) as PublishedEvent[]) handler(event)
    }
    return engineListen(CHANNEL, hear, restored)
  }

  async #write(events: readonly GatheredEvent[]): Promise<void> {
    const createdAt = this.now()
    await this.db.later(this.db.insert('outbox_event', events.map(({ name, payload }) => ({ name, payload: JSON.stringify(payload), created_at: createdAt }))))
    for (const { name, payload } of events) await this.jobs.enqueueListeners(name, payload)
    for (const follower of this.#followers) await follower(events)
    const serviceId = currentServiceId()
    const { organisationId } = currentScope()
    let batch: PublishedEvent[] = []
    let size = 2
    for (const { name, payload } of events) {
      // Consoles ask again for what changed: the values themselves need not travel.
      const { changes, cause: _, ...ids } = payload
      const event = { organisationId, serviceId, name, payload: changes ? { ...ids, changed: Object.keys(changes as object) } : ids }
      size += JSON.stringify(event).length + 1
      if (size > NOTIFICATION_BYTES) {
        await this.db.later(this.db.notify(CHANNEL, JSON.stringify(batch)))
        batch = []
        size = 2
      }
      batch.push(event)
    }
    await this.db.later(this.db.notify(CHANNEL, JSON.stringify(batch)))
  }
}
