import { AppError, route, z, type Events, type Route } from 'adapters-sdk'
import { consoleDescriptor, describeConsole, describeOrganisation, isOfTheOrganisation, panelDescriptor } from './console-descriptor.js'
import type { PluginHost, RunningPlugin } from './plugin-host.js'
import type { ServicePluginGate } from './plugin-gate.js'
import type { PluginSettings } from './plugin-settings.js'

const localized = z.object({ ko: z.string(), en: z.string() })
const item = z.object({
  id: z.string(),
  name: localized,
  version: z.string().nullable(),
  state: z.enum(['running', 'failed']),
  stage: z.string().optional(),
  message: z.string().optional(),
  enabled: z.boolean(),
  /** False where the contract decides, where it belongs to the whole organisation, or where it does not run at all. */
  switchable: z.boolean(),
  hasSettings: z.boolean(),
  channel: z.object({ id: z.string(), label: localized }).optional(),
})
const settings = z.object({ schema: z.record(z.string(), z.unknown()), value: z.record(z.string(), z.unknown()), version: z.number() })
const params = z.object({ service: z.string(), plugin: z.string() })

export interface PluginRoutesDependencies {
  readonly host: PluginHost
  readonly gate: ServicePluginGate
  readonly settings: PluginSettings
  readonly events: Events
  readonly now: () => number
}

/** The console's descriptor, and which plugins a service has, with their settings. */
export function pluginRoutes({ host, gate, settings: store, events, now }: PluginRoutesDependencies): Route[] {
  const find = (id: string): RunningPlugin => {
    const plugin = host.plugins.find((running) => running.id === id)
    if (!plugin) throw new AppError('plugins.not_found')
    return plugin
  }
  const describe = async ({ id, name, version, manifest }: RunningPlugin): Promise<z.infer<typeof item>> => {
    const { contracted, switchedOn } = await gate.state(id)
    const problem = host.problems.find((one) => one.plugin === id)
    const { channel } = manifest
    return {
      id,
      name,
      version,
      state: problem ? 'failed' : 'running',
      ...(problem ? { stage: problem.stage, message: problem.message } : {}),
      enabled: contracted && switchedOn,
      switchable: contracted && !isOfTheOrganisation(manifest),
      hasSettings: store.schemaOf(id) !== undefined,
      ...(channel ? { channel: { id: channel.id, label: channel.label } } : {}),
    }
  }
  const schemaOf = (id: string): z.ZodObject => {
    const schema = store.schemaOf(find(id).id)
    if (!schema) throw new AppError('plugins.no_settings')
    return schema
  }
  const settingsOf = async (id: string) => {
    const { $schema: _, ...schema } = z.toJSONSchema(schemaOf(id), { io: 'input' })
    return { schema, value: await store.read(id), version: await store.version(id) }
  }

  return [
    route({ kind: 'console', method: 'GET', path: '/console', permission: 'console', summary: 'What this member sees in this service', response: consoleDescriptor }, ({ caller }) => describeConsole(host, gate, caller)),
    route({ kind: 'organisation', method: 'GET', path: '/console', permission: 'organisation', summary: 'The pages that plugins add to the administration of the organisation', response: panelDescriptor }, ({ caller }) => describeOrganisation(host, gate, caller)),
    route({ kind: 'console', method: 'GET', path: '/plugins', permission: 'service', summary: 'The plugins of the installation and whether the service uses them', response: z.object({ items: z.array(item) }) }, async () => {
      const items = await Promise.all(host.plugins.map(describe))
      const known = new Set(items.map(({ id }) => id))
      const absent = host.problems.filter(({ plugin }) => !known.has(plugin))
      return {
        items: [
          ...items,
          ...absent.map(({ plugin: id, stage, message }) => ({ id, name: { ko: id, en: id }, version: null, state: 'failed' as const, stage, message, enabled: false, switchable: false, hasSettings: false })),
        ],
      }
    }),
    route({ kind: 'console', method: 'PUT', path: '/plugins/:plugin', permission: 'service', summary: 'Switches a plugin on or off for the service', params, body: z.strictObject({ enabled: z.boolean() }), response: item }, async (input) => {
      const plugin = find(input.params.plugin)
      const { contract } = plugin.manifest
      if (input.body.enabled && contract && !(await gate.state(plugin.id)).contracted) throw new AppError('plugins.not_contracted', { item: contract.item })
      const { switchedOn } = await gate.state(plugin.id)
      await gate.switch(plugin.id, input.body.enabled, now())
      // Every open console of the service has its menus drawn anew.
      if (switchedOn !== input.body.enabled) await events.publish('service.changed', { changes: { [`plugin.${plugin.id}`]: { before: switchedOn, after: input.body.enabled } } })
      return describe(plugin)
    }),
    route({ kind: 'console', method: 'GET', path: '/plugins/:plugin/settings', permission: 'service', summary: 'A plugin’s settings and the schema that their form is drawn from', params, response: settings }, (input) => settingsOf(input.params.plugin)),
    route({ kind: 'console', method: 'PUT', path: '/plugins/:plugin/settings', permission: 'service', summary: 'Saves a plugin’s settings; `version` is the one that was read', params, body: z.strictObject({ value: z.record(z.string(), z.unknown()), version: z.number().int().min(0).optional() }), response: settings }, async (input) => {
      const id = input.params.plugin
      const result = schemaOf(id).safeParse(input.body.value)
      if (!result.success) throw new AppError('http.bad_input', {}, { errors: result.error.issues.map((issue) => ({ path: ['body', 'value', ...issue.path].join('.'), message: issue.message })) })
      await store.write(id, result.data, now(), input.body.version)
      return settingsOf(id)
    }),
  ]
}
