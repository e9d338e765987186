import type { Slot } from 'adapters-sdk'
import type { Localized } from '../i18n/i18n.js'

/** What the server says this member may see in this service: navigation is drawn from it before any plugin's code is loaded. */
export interface Descriptor {
  readonly menus: readonly { readonly id: string; readonly titleKey: string; readonly path: string }[]
  readonly panels: readonly PanelEntry[]
  readonly plugins: readonly PluginEntry[]
  readonly problems: readonly { readonly plugin: string; readonly stage: string; readonly code: string; readonly message: string }[]
  readonly channels: readonly { readonly id: string; readonly label: Localized }[]
}
export interface PanelEntry { readonly plugin: string; readonly id: string; readonly slot: Slot; readonly order: number; readonly title: Localized }
export interface PluginEntry { readonly id: string; readonly name: Localized; readonly entry: string; readonly style: string | null }
