import { AsyncLocalStorage } from 'node:async_hooks'
import type { QueuedMessage, Ticket } from 'adapters-sdk'

/** What a result of a trigger would do, gathered instead of done. */
export interface Rehearsing {
  /** As it would stand. */
  ticket: Ticket
  readonly messages: QueuedMessage[]
  /** Whose turn it was last, by group. */
  readonly turns: Map<number, number>
  readonly now: number
}

const storage = new AsyncLocalStorage<Rehearsing>()

/** Set while a result is only rehearsed: whoever would do something asks for it first. */
export function rehearsing(): Rehearsing | undefined {
  return storage.getStore()
}

export function rehearse<T>(rehearsal: Rehearsing, work: () => Promise<T>): Promise<T> {
  return storage.run(rehearsal, work)
}
