import { shallowRef, type Component } from 'vue'
import type { Slot } from 'adapters-sdk'
import type { Permission } from '../api/permissions.js'
import { can } from '../session/session.js'
import type { PanelEntry } from './descriptor.js'
import type { Localized } from '../i18n/i18n.js'

export interface Panel extends PanelEntry {
  /** For the console's own; what plugins may show here the server has already decided. */
  readonly permission?: Permission
  readonly component: Component
  /** The plugin's name, for when the panel breaks. */
  readonly owner: Localized
}
export interface PanelFailure { readonly plugin: string; readonly owner: Localized; readonly stage: PanelStage; readonly message: string }
export type PanelStage = 'style' | 'entry' | 'export' | 'panel'

const panels = shallowRef<readonly Panel[]>([])
export const panelFailures = shallowRef<readonly PanelFailure[]>([])

/** Adds a plugin's panels; the answer takes them out again. */
export function commitPanels(added: readonly Panel[]): () => void {
  panels.value = [...panels.value, ...added].sort((a, b) => a.order - b.order || a.plugin.localeCompare(b.plugin))
  return () => {
    panels.value = panels.value.filter((panel) => !added.includes(panel))
  }
}
export function panelsIn(slot: Slot): readonly Panel[] {
  return panels.value.filter((panel) => panel.slot === slot && (!panel.permission || can(panel.permission)))
}
export function findPanel(slot: Slot, plugin: string, id: string): Panel | null {
  return panelsIn(slot).find((panel) => panel.plugin === plugin && panel.id === id) ?? null
}
