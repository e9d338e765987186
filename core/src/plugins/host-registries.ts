import type { ChannelAdapter, ErrorDefinition, EventName, Localized, PerformanceSource, Permission, Route, TriggerAction, TriggerCondition, TriggerEvent, Webhook, z } from 'adapters-sdk'
import type { ProvidedPorts } from './provided-ports.js'

/** A channel as the core works with it. */
export interface ChannelRegistration {
  readonly plugin: string
  readonly id: string
  readonly label: Localized
  /** Names of the inbox settings that are kept encrypted. */
  readonly secrets: readonly string[]
  readonly adapter: ChannelAdapter<unknown>
  readonly settings: z.ZodObject
  readonly webhook?: Webhook<unknown>
}
export interface TriggerPartsRegistration {
  readonly events: readonly TriggerEvent[]
  readonly conditions: readonly TriggerCondition[]
  readonly actions: readonly TriggerAction<never>[]
}

type Runner = (payload: unknown, signal: AbortSignal) => Promise<void>

/** Where a plugin's registration goes. `add` takes all or throws. */
export interface HostRegistries {
  readonly routes: { add(owner: string, routes: readonly Route[]): void }
  readonly errors: { add(definitions: Readonly<Record<string, ErrorDefinition>>): void }
  readonly channels: { get(channel: string): unknown; add(channel: ChannelRegistration): void }
  readonly jobs: { handle(name: string, runner: Runner): void; listen(event: EventName, id: string, runner: Runner, concerns: (payload: unknown) => boolean): void }
  readonly triggers: { add(owner: string, parts: TriggerPartsRegistration): void }
  readonly performance: { add(owner: string, source: PerformanceSource): void }
  readonly topics: { add(owner: string, name: string, permission: Permission): void }
  readonly ports: ProvidedPorts
}
