import { reactive } from 'vue'
import { useApi } from '../api/use-api.js'
import type { Descriptor } from '../runtime/descriptor.js'
import { PanelSet } from '../runtime/load-panels.js'
import { i18n, localized } from '../i18n/i18n.js'
import { asApiError } from '../api/as-api-error.js'
import type { ApiError } from '../api/api-error.js'

const panels = new PanelSet()

/** What the current service shows: its descriptor, and whether its plugins' panels are there. */
export const workspace = reactive<{ service: string; descriptor: Descriptor | null; panelsReady: boolean; error: ApiError | null }>({ service: '', descriptor: null, panelsReady: false, error: null })

/** Loads the descriptor, then the panels; drawing does not wait for the panels. */
export async function openWorkspace(service: string): Promise<void> {
  if (workspace.service === service) return
  panels.unload()
  Object.assign(workspace, { service, descriptor: null, panelsReady: false })
  await refreshWorkspace()
}

/** Asks again: after a plugin was switched on or off, or when the first answer did not come. */
export async function refreshWorkspace(): Promise<void> {
  const service = workspace.service
  workspace.error = null
  try {
    const descriptor = await useApi().get<Descriptor>('/console')
    if (workspace.service !== service) return
    // Panels that stay as they are keep what was typed into them.
    if (workspace.panelsReady && JSON.stringify(descriptor) === JSON.stringify(workspace.descriptor)) return
    workspace.descriptor = descriptor
    await panels.load(descriptor)
    if (workspace.service === service) workspace.panelsReady = true
  } catch (cause) {
    if (workspace.service === service) workspace.error = asApiError(cause)
  }
}

export function closeWorkspace(): void {
  panels.unload()
  Object.assign(workspace, { service: '', descriptor: null, panelsReady: false, error: null })
}

/** A channel's name as the plugin that brings it says it; the core's own is tickets made by hand. */
export function channelLabel(id: string): string {
  if (id === 'agent') return i18n.global.t('ticket.byHand')
  return localized(workspace.descriptor?.channels.find((channel) => channel.id === id)?.label) || id
}
