import { pathToFileURL } from 'node:url'
import type { Plugin } from 'adapters-sdk'
import type { CheckedPlugin } from './check-manifest.js'
import { messageOf, PluginFailure } from './plugin-failure.js'
import { shareSdk } from './share-sdk.js'
import { withTimeout } from './with-timeout.js'

const IMPORT_MS = 30_000

/** Runs the plugin's entry module: the first of its code that runs. */
export async function loadPlugin({ entry }: CheckedPlugin): Promise<Plugin> {
  shareSdk()
  let module: { readonly default?: unknown }
  try {
    module = (await withTimeout(import(pathToFileURL(entry).href), IMPORT_MS)) as { readonly default?: unknown }
  } catch (error) {
    throw new PluginFailure('load', 'plugins.import_failed', `${entry} cannot be imported: ${messageOf(error)}`, error)
  }
  const plugin = module.default
  if (typeof plugin !== 'object' || plugin === null || !('register' in plugin) || typeof plugin.register !== 'function') {
    throw new PluginFailure('load', 'plugins.no_plugin', `${entry} has no default export made by definePlugin.`)
  }
  return plugin as Plugin
}
