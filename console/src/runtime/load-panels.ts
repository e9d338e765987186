import type { Component } from 'vue'
import type { PanelDescriptor, PluginEntry } from './descriptor.js'
import { commitPanels, panelFailures, type Panel, type PanelFailure, type PanelStage } from './panel-registry.js'

class StageError extends Error {
  constructor(readonly stage: PanelStage, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause))
  }
}

export interface Loader {
  module(url: string): Promise<{ readonly default?: unknown }>
  style(url: string): Promise<void>
}

/** The browser's own: native modules, and a style sheet that counts once it is applied. */
export const browserLoader: Loader = {
  module: (url) => import(/* @vite-ignore */ new URL(url, location.origin).href),
  style: (url) =>
    new Promise((resolve, reject) => {
      if (document.querySelector(`link[data-panel-style="${CSS.escape(url)}"]`)) return resolve()
      const link = document.createElement('link')
      link.rel = 'stylesheet'
      link.href = url
      link.dataset.panelStyle = url
      link.onload = () => resolve()
      link.onerror = () => (link.remove(), reject(new Error(url)))
      document.head.append(link)
    }),
}

async function loadPlugin(plugin: PluginEntry, descriptor: PanelDescriptor, loader: Loader): Promise<Panel[]> {
  const style = plugin.style ? loader.style(plugin.style).catch((cause) => Promise.reject(new StageError('style', cause))) : Promise.resolve()
  const module = loader.module(plugin.entry).catch((cause) => Promise.reject(new StageError('entry', cause)))
  const [{ default: exported }] = await Promise.all([module, style])
  if (typeof exported !== 'object' || exported === null) throw new StageError('export', new Error('The entry has no default export made with definePanels'))
  return descriptor.panels
    .filter((entry) => entry.plugin === plugin.id)
    .map((entry) => {
      const component = (exported as Record<string, Component>)[entry.id]
      if (!component || (typeof component !== 'object' && typeof component !== 'function')) throw new StageError('panel', new Error(`No component for panel ${entry.id}`))
      return { ...entry, component, owner: plugin.name }
    })
}

/** The panels of one place: of the service one is in, or of its organisation. */
export class PanelSet {
  #generation = 0
  #undo: (() => void)[] = []

  /** Loads every plugin's panels at once and commits them in order; one that fails is left out whole and named. */
  async load(descriptor: PanelDescriptor, loader: Loader = browserLoader): Promise<void> {
    const mine = ++this.#generation
    const results = await Promise.allSettled(descriptor.plugins.map((plugin) => loadPlugin(plugin, descriptor, loader)))
    // Another place was entered meanwhile: these panels are not its.
    if (mine !== this.#generation) return
    this.#clear()
    const failures: PanelFailure[] = []
    results.forEach((result, at) => {
      const plugin = descriptor.plugins[at]!
      if (result.status === 'fulfilled') return void this.#undo.push(commitPanels(result.value))
      const stage = result.reason instanceof StageError ? result.reason.stage : 'entry'
      failures.push({ plugin: plugin.id, owner: plugin.name, stage, message: result.reason instanceof Error ? result.reason.message : String(result.reason) })
      console.error(`${plugin.id} (${stage}):`, result.reason)
    })
    panelFailures.value = [...panelFailures.value, ...failures]
    this.#undo.push(() => (panelFailures.value = panelFailures.value.filter((failure) => !failures.includes(failure))))
  }

  /** What is still being loaded is left out too. */
  unload(): void {
    this.#generation++
    this.#clear()
  }

  #clear(): void {
    for (const step of this.#undo.reverse()) step()
    this.#undo = []
  }
}
