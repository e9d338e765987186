import { basename, dirname, relative } from 'node:path'
import { z, type Caller, type Localized, type Manifest, type Permission, type Slot } from 'adapters-sdk'
import { pluginFileUrl } from '../console-files/index.js'
import { MENUS } from './menus.js'
import type { PluginHost, RunningPlugin } from './plugin-host.js'
import type { ServicePluginGate } from './plugin-gate.js'

const localized = z.object({ ko: z.string(), en: z.string() })

/** Which panels are shown, and where the code of each plugin that has one is. */
export const panelDescriptor = z.object({
  panels: z.array(z.object({ plugin: z.string(), id: z.string(), slot: z.string(), order: z.number(), title: localized })),
  plugins: z.array(z.object({ id: z.string(), name: localized, entry: z.string(), style: z.string().nullable() })),
})
export type PanelDescriptor = z.infer<typeof panelDescriptor>

export const consoleDescriptor = panelDescriptor.extend({
  menus: z.array(z.object({ id: z.string(), titleKey: z.string(), path: z.string() })),
  problems: z.array(z.object({ plugin: z.string(), stage: z.string(), code: z.string(), message: z.string() })),
  channels: z.array(z.object({ id: z.string(), label: localized })),
})
export type ConsoleDescriptor = z.infer<typeof consoleDescriptor>

const OF_THE_ORGANISATION: Slot = 'organisation.page'

/** What tickets show as their origin when no plugin brought them. */
const BY_AGENTS: { readonly id: string; readonly label: Localized } = { id: 'agent', label: { ko: '티켓 생성', en: 'Created by agent' } }

/** What this member sees in this service: the console draws its navigation from it before any plugin's code is loaded. */
export async function describeConsole(host: PluginHost, gate: ServicePluginGate, caller: Caller): Promise<ConsoleDescriptor> {
  return {
    ...(await describePanels(host, gate, caller, (slot) => slot !== OF_THE_ORGANISATION)),
    menus: MENUS.filter((menu) => caller.can(menu.permission)).map(({ id, titleKey, path }) => ({ id, titleKey, path })),
    problems: caller.can('service') ? [...host.problems] : [],
    // Also of plugins that are switched off: their tickets are still there.
    channels: [BY_AGENTS, ...host.plugins.flatMap(({ manifest: { channel } }) => (channel ? [{ id: channel.id, label: channel.label }] : []))],
  }
}

/** The pages of 전체 관리 that plugins add: the organisation's, whichever service one is in. */
export function describeOrganisation(host: PluginHost, gate: ServicePluginGate, caller: Caller): Promise<PanelDescriptor> {
  return describePanels(host, gate, caller, (slot) => slot === OF_THE_ORGANISATION)
}

/** Nothing of the plugin is a service's, so that no service can switch it. */
export function isOfTheOrganisation({ channel, console: files }: Manifest): boolean {
  return !channel && files !== undefined && files.panels.every(({ slot }) => slot === OF_THE_ORGANISATION)
}

async function describePanels(host: PluginHost, gate: ServicePluginGate, caller: Caller, isAsked: (slot: Slot) => boolean): Promise<PanelDescriptor> {
  const panels: PanelDescriptor['panels'] = []
  const plugins: PanelDescriptor['plugins'] = []
  for (const plugin of host.plugins) {
    const { id, name, manifest } = plugin
    const shown = manifest.console?.panels.filter((panel) => isAsked(panel.slot) && caller.can(panel.permission as Permission)) ?? []
    const files = filesOf(plugin)
    if (!files || shown.length === 0 || !(await gate.allows(id))) continue
    plugins.push({ id, name, ...files })
    panels.push(...shown.map((panel) => ({ plugin: id, id: panel.id, slot: panel.slot, order: panel.order, title: panel.title })))
  }
  return { panels: panels.sort((a, b) => a.order - b.order), plugins }
}

function filesOf({ id, manifest, console: files }: RunningPlugin): { entry: string; style: string | null } | null {
  if (!files || !manifest.console) return null
  const { entry, style } = manifest.console
  const url = (path: string) => pluginFileUrl(id, files, path)
  return { entry: url(basename(entry)), style: style === undefined ? null : url(relative(dirname(entry), style)) }
}
