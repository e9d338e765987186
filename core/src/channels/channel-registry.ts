import type { ChannelAdapter, Localized, Webhook, z } from 'adapters-sdk'

export interface RegisteredChannel {
  /** The plugin that brings it: its gate decides whether the channel works in a service. */
  readonly plugin: string
  readonly id: string
  readonly label: Localized
  /** Names of the inbox settings that are kept encrypted. */
  readonly secrets: readonly string[]
  readonly adapter: ChannelAdapter<unknown>
  readonly settings: z.ZodObject
  readonly webhook?: Webhook<unknown>
}

/** The channels that plugins brought; the core knows them by their ids in the data only. */
export class ChannelRegistry {
  readonly #channels = new Map<string, RegisteredChannel>()

  add(channel: RegisteredChannel): void {
    if (this.#channels.has(channel.id)) throw new Error(`The channel ${channel.id} is registered twice.`)
    this.#channels.set(channel.id, channel)
  }

  remove(id: string): void {
    this.#channels.delete(id)
  }

  get(id: string): RegisteredChannel | undefined {
    return this.#channels.get(id)
  }

  get all(): readonly RegisteredChannel[] {
    return [...this.#channels.values()]
  }
}
