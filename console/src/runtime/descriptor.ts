import type { Slot } from 'adapters-sdk'
import type { Answer } from '../api/types.js'

type Told = Answer<'getApiSServiceConsole'>
export type PluginEntry = Told['plugins'][number]
export type PanelEntry = Omit<Told['panels'][number], 'slot'> & { readonly slot: Slot }
/** What the server says this member may see in this service: navigation is drawn from it before any plugin's code is loaded. */
export type Descriptor = Omit<Told, 'panels'> & { readonly panels: readonly PanelEntry[] }
