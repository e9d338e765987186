import type { Slot } from 'adapters-sdk'
import { definePanels, type Panels } from 'adapters-sdk/console'
import { defineAsyncComponent, type Component } from 'vue'
import type { Permission } from '../api/permissions.js'
import type { Localized } from '../i18n/i18n.js'
import { commitPanels } from './panel-registry.js'

/** The owner of the console's own panels, where a plugin's id would stand. */
export const CONSOLE = 'console'

export interface BuiltInPanel { readonly id: string; readonly slot: Slot; readonly permission: Permission; readonly order: number; readonly title: Localized; readonly load: () => Promise<{ readonly default: Component }> }

/** The console's own screens take the plugins' way: declared as panels, loaded when opened. */
export function addBuiltIn(panels: readonly BuiltInPanel[]): void {
  const components: Panels = definePanels(Object.fromEntries(panels.map((panel) => [panel.id, defineAsyncComponent(panel.load)])))
  commitPanels(panels.map(({ load: _load, ...panel }) => ({ ...panel, plugin: CONSOLE, component: components[panel.id]!, owner: panel.title })))
}
