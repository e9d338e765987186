import type { Slot } from 'adapters-sdk'
import type { Answer } from '../api/types.js'

type Told = Answer<'getApiSServiceConsole'>
export type PluginEntry = Told['plugins'][number]
export type PanelEntry = Omit<Told['panels'][number], 'slot'> & { readonly slot: Slot }
/** Which panels are shown, and where their code is. */
export interface PanelDescriptor { readonly panels: readonly PanelEntry[]; readonly plugins: readonly PluginEntry[] }
/** What the server says this member may see in this service: navigation is drawn from it before any plugin's code is loaded. */
export type Descriptor = Omit<Told, 'panels'> & PanelDescriptor
