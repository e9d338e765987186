import { PERMISSION_NAMES, z, type ChannelAdapter, type ErrorDefinition, type EventName, type Gateway, type JobHandler, type Listener, type Manifest, type PerformanceSource, type Permission, type Route, type Token, type TriggerAction, type TriggerCondition, type TriggerEvent, type Webhook } from 'adapters-sdk'
import type { Draft } from './draft.js'
import type { PluginContainer } from './plugin-container.js'

/** A draft with everything made and checked against the manifest: nothing of it can be refused any more but by a clash. */
export interface Registration {
  readonly routes: readonly Route[]
  readonly channel: { readonly adapter: ChannelAdapter<unknown>; readonly settings: z.ZodObject; readonly webhook?: Webhook<unknown> } | null
  readonly gateways: readonly Gateway[]
  readonly listeners: readonly { readonly event: EventName; readonly id: string; readonly listener: Listener<never> }[]
  readonly jobs: readonly { readonly name: string; readonly handler: JobHandler<never> }[]
  readonly topics: readonly { readonly name: string; readonly permission: Permission }[]
  readonly performance: readonly PerformanceSource[]
  readonly events: readonly TriggerEvent[]
  readonly conditions: readonly TriggerCondition[]
  readonly actions: readonly TriggerAction<never>[]
  readonly errors: Readonly<Record<string, ErrorDefinition>>
  readonly settings: z.ZodObject | null
  readonly provided: ReadonlyMap<Token<unknown>, unknown>
}

/** Makes the plugin's classes and holds what they say against the manifest. */
export function realise(draft: Draft, { id, channel }: Manifest, container: PluginContainer): Registration {
  const seen = new Set<string>()
  const own = (what: string, name: string): string => {
    if (!name.startsWith(`${id}.`)) throw new Error(`${what} ${name} must begin with “${id}.”`)
    if (seen.has(`${what} ${name}`)) throw new Error(`${what} ${name} is registered twice.`)
    seen.add(`${what} ${name}`)
    return name
  }
  if (channel && !draft.adapter) throw new Error(`The manifest declares the channel ${channel.id}, but register names none.`)
  if (!channel && draft.adapter) throw new Error('register names a channel, but the manifest declares none.')
  for (const [token, implementation] of draft.provided) container.provide(token, implementation)

  const listeners = draft.listeners.map(({ event, listener }) => ({ event, id: `${id}.${listener.name || 'listener'}`, listener: container.instance(listener) }))
  // The name is the job's under which the event waits for this listener, over restarts.
  for (const { event, id: name } of listeners) own(`The listener of ${event}`, name)

  const actions = draft.actions.map((action) => container.instance(action))
  for (const { type } of actions) own('The trigger action', type)
  for (const { name } of draft.events) own('The trigger event', name)
  for (const { target } of draft.conditions) own('The trigger condition', target)
  for (const code of draft.errorDefinitions.keys()) own('The error code', code)
  for (const { name, permission } of draft.topics) {
    own('The topic', name)
    if (!PERMISSION_NAMES.includes(permission)) throw new Error(`The topic ${name} declares no permission.`)
  }
  if (draft.settingsSchema) checkSettings(draft.settingsSchema)

  return {
    routes: draft.routeSets.flatMap((set) => container.instance(set).routes),
    channel: channelOf(draft, channel?.id, container),
    gateways: draft.gateways.map((gateway) => container.instance(gateway)),
    listeners,
    jobs: [...draft.jobs].map(([name, handler]) => ({ name: own('The job', name), handler: container.instance(handler) })),
    topics: draft.topics,
    performance: draft.performanceSources.map((source) => container.instance(source)),
    events: draft.events,
    conditions: draft.conditions,
    actions,
    errors: Object.fromEntries(draft.errorDefinitions),
    settings: draft.settingsSchema ?? null,
    provided: new Map([...draft.provided].map(([token, implementation]) => [token, container.instance(implementation)])),
  }
}

function channelOf({ adapter, webhookClass }: Draft, id: string | undefined, container: PluginContainer): Registration['channel'] {
  const made = adapter && container.instance(adapter.adapter)
  const webhook = webhookClass && container.instance(webhookClass)
  for (const part of [made, webhook]) if (part && part.channel !== id) throw new Error(`The code serves the channel ${part.channel}; the manifest declares ${id ?? 'none'}.`)
  // Settings are checked with the plugin's own schema before it gets them.
  return adapter ? { adapter: made as ChannelAdapter<unknown>, settings: adapter.settings, ...(webhook ? { webhook: webhook as Webhook<unknown> } : {}) } : null
}

function checkSettings(schema: z.ZodObject): void {
  // A service that never saved anything still has settings, and the console must be able to draw the form.
  const defaults = schema.safeParse({})
  if (!defaults.success) throw new Error(`Every setting needs a default: ${defaults.error.issues.map((issue) => issue.path.join('.')).join(', ')}`)
  z.toJSONSchema(schema, { io: 'input' })
}
