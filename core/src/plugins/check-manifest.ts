import { existsSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { manifestSchema, SDK_VERSION, type Manifest } from 'adapters-sdk'
import { satisfies, valid, validRange } from 'semver'
import type { FoundPlugin } from './discover.js'
import { PluginFailure } from './plugin-failure.js'

/** A plugin whose manifest is in order; none of its code has run. */
export interface CheckedPlugin {
  readonly id: string
  readonly version: string
  readonly folder: string
  /** The module with the default export made by `definePlugin`. */
  readonly entry: string
  readonly manifest: Manifest
}

export function checkManifest(found: FoundPlugin): CheckedPlugin {
  const { opencontact, version, exports, main } = found.package
  const parsed = manifestSchema.safeParse(opencontact)
  if (!parsed.success) {
    const words = parsed.error.issues.map((issue) => [issue.path.join('.'), issue.message].filter(Boolean).join(': '))
    throw new PluginFailure('check', 'plugins.bad_manifest', `The manifest in ${join(found.folder, 'package.json')} is wrong: ${words.join('; ')}`)
  }
  const manifest = parsed.data
  if (typeof version !== 'string' || valid(version) === null) throw new PluginFailure('check', 'plugins.bad_version', `The version in package.json must be a semantic version such as 1.0.0.`)
  if (validRange(manifest.sdk) === null) throw new PluginFailure('check', 'plugins.bad_manifest', `sdk: ${manifest.sdk} is not a semver range`)
  if (!satisfies(SDK_VERSION, manifest.sdk)) throw new PluginFailure('check', 'plugins.other_sdk', `It was written for adapters-sdk ${manifest.sdk}; this is ${SDK_VERSION}.`)
  const entry = inside(found.folder, entryOf(exports) ?? (typeof main === 'string' ? main : 'index.js'))
  if (!existsSync(entry)) throw new PluginFailure('check', 'plugins.no_entry', `${entry} is missing: build the plugin, or correct exports or main in its package.json.`)
  checkPanels(found.folder, manifest)
  return { id: manifest.id, version, folder: found.folder, entry, manifest }
}

function checkPanels(folder: string, manifest: Manifest): void {
  const { console } = manifest
  if (!console) return
  const served = dirname(inside(folder, console.entry))
  if (served === folder) throw new PluginFailure('check', 'plugins.bad_manifest', 'console.entry: must be in a folder of its own, since everything beside it is served to browsers')
  if (console.style !== undefined && !isInside(served, resolve(folder, console.style))) throw new PluginFailure('check', 'plugins.bad_manifest', `console.style: must be in ${basename(served)}/, beside the entry`)
  const ids = console.panels.map((panel) => panel.id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) throw new PluginFailure('check', 'plugins.bad_manifest', `console.panels: the id ${twice} is there twice`)
}

/** The module that `import` of the package would load. */
function entryOf(exports: unknown): string | undefined {
  if (typeof exports === 'string') return exports
  if (typeof exports !== 'object' || exports === null) return undefined
  const conditions = exports as Record<string, unknown>
  if ('.' in conditions) return entryOf(conditions['.'])
  for (const name of ['node', 'import', 'default']) {
    const target = entryOf(conditions[name])
    if (target !== undefined) return target
  }
  return undefined
}

function inside(folder: string, path: string): string {
  const target = resolve(folder, path)
  if (!isInside(folder, target)) throw new PluginFailure('check', 'plugins.bad_manifest', `${path} lies outside the plugin's folder`)
  return target
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`)
}
