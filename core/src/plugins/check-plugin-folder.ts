import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Manifest } from 'adapters-sdk'
import { checkManifest } from './check-manifest.js'
import { checkMigrations } from './check-migrations.js'
import { discover } from './discover.js'
import { Draft } from './draft.js'
import { loadPlugin } from './load-plugin.js'
import { PluginFailure } from './plugin-failure.js'

export interface PluginReport {
  readonly id: string
  readonly version: string
  readonly manifest: Manifest
  /** What it registers, in words. */
  readonly registers: readonly string[]
}

/** All that can be said about a plugin's folder without a database: throws the first problem. Runs its entry and `register`. */
export async function checkPluginFolder(folder: string): Promise<PluginReport> {
  const { found, problems } = discover([folder])
  const problem = problems[0]
  if (problem) throw new PluginFailure(problem.stage, problem.code, problem.message)
  if (found.length !== 1) throw new PluginFailure('discover', 'plugins.no_plugin', found.length === 0 ? `${folder} has no package.json with an “opencontact” key.` : `${folder} holds ${found.length} plugins; name one of them.`)
  const plugin = checkManifest(found[0]!)
  checkMigrations(plugin.id, join(plugin.folder, 'migrations'))
  const console = plugin.manifest.console
  if (console && !existsSync(join(plugin.folder, console.entry))) throw new PluginFailure('check', 'plugins.no_console_entry', `${join(plugin.folder, console.entry)} is missing: build the plugin's console.`)
  const loaded = await loadPlugin(plugin)
  const draft = new Draft()
  try {
    loaded.register(draft)
  } catch (error) {
    throw new PluginFailure('register', 'plugins.register_failed', String(error), error)
  }
  draft.seal()
  return { id: plugin.id, version: plugin.version, manifest: plugin.manifest, registers: words(draft) }
}

function words(draft: Draft): string[] {
  const counts: [string, number][] = [
    ['channel', draft.adapter ? 1 : 0],
    ['webhook', draft.webhookClass ? 1 : 0],
    ['gateway', draft.gateways.length],
    ['route set', draft.routeSets.length],
    ['listener', draft.listeners.length],
    ['job', draft.jobs.size],
    ['trigger part', draft.events.length + draft.conditions.length + draft.actions.length],
    ['provided token', draft.provided.size],
    ['error code', draft.errorDefinitions.size],
    ['settings form', draft.settingsSchema ? 1 : 0],
  ]
  return counts.filter(([, count]) => count > 0).map(([what, count]) => `${count} ${what}${count === 1 ? '' : 's'}`)
}
