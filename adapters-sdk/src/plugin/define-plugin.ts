import type { z } from 'zod'
import type { ChannelAdapter } from '../channel/adapter.js'
import type { Gateway, Webhook } from '../channel/gateway.js'
import type { EventName, EventPayload } from '../host/events.js'
import type { Token } from '../host/token.js'
import type { TriggerAction, TriggerCondition, TriggerEvent } from '../triggers/parts.js'
import type { ErrorDefinition } from './app-error.js'
import type { PerformanceSource } from './performance.js'
import type { Permission } from './permissions.js'
import type { Route } from './routes.js'

/**
 * A class the host makes once for the plugin. What its constructor takes is named by tokens: with `@injectable()` and `@inject(TOKEN)`,
 * or, without decorators, by `static inject = [TOKEN, …]`.
 */
export type Constructor<T> = (new (...args: never[]) => T) & { readonly inject?: readonly Token<unknown>[] }

export interface Listener<N extends EventName = EventName> {
  /** Runs after commit, in the scope of the event's service, with retries: must be safe to run twice. */
  handle(payload: EventPayload<N>): Promise<void>
  /** Asked inside the transaction of the event, of nothing but its payload: `false` spares the work of coming back after commit. */
  concerns?(payload: EventPayload<N>): boolean
}
export interface JobHandler<P = unknown> {
  /** Runs in the scope it was enqueued in, with retries: must be safe to run twice. */
  run(payload: P, signal: AbortSignal): Promise<void>
}
export interface RouteSet { readonly routes: readonly Route[] }

export interface SettingsDefinition<S extends z.ZodObject = z.ZodObject> {
  /** Per service. The console draws the form from its JSON Schema; titles come from `.meta({ title: { ko, en } })`. */
  readonly schema: S
}

/** Everything a plugin adds, declared once, without side effects. Sealed when `register` returns. */
export interface Registrar {
  /** Another plugin that requires this one, or the core for a port it declares, gets `token` from here. */
  provide<T>(token: Token<T>, implementation: Constructor<T>): void
  channel(adapter: Constructor<ChannelAdapter<never>>, inboxSettings: z.ZodObject): void
  gateway(gateway: Constructor<Gateway>): void
  webhook(webhook: Constructor<Webhook<never>>): void
  routes(routes: Constructor<RouteSet>): void
  on<N extends EventName>(event: N, listener: Constructor<Listener<N>>): void
  /** `name` starts with the plugin's id and a dot. */
  job<P>(name: string, handler: Constructor<JobHandler<P>>): void
  /** What open consoles can hear through `useLive`, as long as they hold the permission. `name` starts with the plugin's id and a dot; `Events.announce` speaks on it. */
  topic(name: string, permission: Permission): void
  /** Rows of My performance. */
  performance(source: Constructor<PerformanceSource>): void
  readonly trigger: {
    event(event: TriggerEvent): void
    condition(condition: TriggerCondition): void
    action(action: Constructor<TriggerAction<never>>): void
  }
  settings(definition: SettingsDefinition): void
  /** Codes start with the plugin's id and a dot. */
  errors(definitions: Readonly<Record<string, ErrorDefinition>>): void
}

export interface Plugin {
  /** Synchronous, no input or output: only calls on the registrar. */
  register(registrar: Registrar): void
}

/** The default export of a plugin's entry. */
export function definePlugin(plugin: Plugin): Plugin {
  return plugin
}
