import type { ChannelAdapter, Constructor, ErrorDefinition, EventName, Gateway, JobHandler, Listener, PerformanceSource, Permission, Registrar, RouteSet, SettingsDefinition, Token, TriggerAction, TriggerCondition, TriggerEvent, Webhook, z } from 'adapters-sdk'

/** Collects what `register` names. Nothing of it reaches the host before all of it is found in order. */
export class Draft implements Registrar {
  readonly provided = new Map<Token<unknown>, Constructor<unknown>>()
  readonly gateways: Constructor<Gateway>[] = []
  readonly routeSets: Constructor<RouteSet>[] = []
  readonly listeners: { readonly event: EventName; readonly listener: Constructor<Listener<never>> }[] = []
  readonly jobs = new Map<string, Constructor<JobHandler<never>>>()
  readonly topics: { readonly name: string; readonly permission: Permission }[] = []
  readonly performanceSources: Constructor<PerformanceSource>[] = []
  readonly events: TriggerEvent[] = []
  readonly conditions: TriggerCondition[] = []
  readonly actions: Constructor<TriggerAction<never>>[] = []
  readonly errorDefinitions = new Map<string, ErrorDefinition>()
  adapter: { readonly adapter: Constructor<ChannelAdapter<never>>; readonly settings: z.ZodObject } | undefined
  webhookClass: Constructor<Webhook<never>> | undefined
  settingsSchema: z.ZodObject | undefined
  #sealed = false

  readonly trigger: Registrar['trigger'] = {
    event: (event) => void this.#open().events.push(event),
    condition: (condition) => void this.#open().conditions.push(condition),
    action: (action) => void this.#open().actions.push(action),
  }

  seal(): void {
    this.#sealed = true
  }

  provide<T>(token: Token<T>, implementation: Constructor<T>): void {
    if (this.#open().provided.has(token)) throw new Error(`${String(token)} is provided twice.`)
    this.provided.set(token, implementation)
  }

  channel(adapter: Constructor<ChannelAdapter<never>>, inboxSettings: z.ZodObject): void {
    if (this.#open().adapter) throw new Error('A plugin has one channel at most.')
    this.adapter = { adapter, settings: inboxSettings }
  }

  gateway(gateway: Constructor<Gateway>): void {
    this.#open().gateways.push(gateway)
  }

  webhook(webhook: Constructor<Webhook<never>>): void {
    if (this.#open().webhookClass) throw new Error('A plugin has one webhook at most.')
    this.webhookClass = webhook
  }

  routes(routes: Constructor<RouteSet>): void {
    this.#open().routeSets.push(routes)
  }

  on<N extends EventName>(event: N, listener: Constructor<Listener<N>>): void {
    this.#open().listeners.push({ event, listener: listener as Constructor<Listener<never>> })
  }

  job<P>(name: string, handler: Constructor<JobHandler<P>>): void {
    if (this.#open().jobs.has(name)) throw new Error(`The job ${name} is registered twice.`)
    this.jobs.set(name, handler as Constructor<JobHandler<never>>)
  }

  topic(name: string, permission: Permission): void {
    this.#open().topics.push({ name, permission })
  }

  performance(source: Constructor<PerformanceSource>): void {
    this.#open().performanceSources.push(source)
  }

  settings(definition: SettingsDefinition): void {
    if (this.#open().settingsSchema) throw new Error('A plugin has one settings schema at most.')
    this.settingsSchema = definition.schema
  }

  errors(definitions: Readonly<Record<string, ErrorDefinition>>): void {
    this.#open()
    for (const [code, definition] of Object.entries(definitions)) {
      if (this.errorDefinitions.has(code)) throw new Error(`The error code ${code} is defined twice.`)
      this.errorDefinitions.set(code, definition)
    }
  }

  #open(): this {
    if (this.#sealed) throw new Error('The registration has ended: everything is registered inside register, synchronously.')
    return this
  }
}
