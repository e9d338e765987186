import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { messageOf, type PluginProblem } from './plugin-failure.js'

/** A folder whose package.json has an `opencontact` key; nothing in it is checked yet. */
export interface FoundPlugin {
  readonly folder: string
  readonly package: { readonly version?: unknown; readonly main?: unknown; readonly exports?: unknown; readonly opencontact: unknown }
}

/** Looks in each folder: it is a plugin itself, or it holds plugins. Runs none of their code. */
export function discover(folders: readonly string[]): { readonly found: FoundPlugin[]; readonly problems: PluginProblem[] } {
  const found = new Map<string, FoundPlugin>()
  const problems: PluginProblem[] = []
  const problem = (folder: string, code: string, message: string) => problems.push({ plugin: basename(folder), stage: 'discover', code, message })
  const look = (folder: string): boolean => {
    const file = join(folder, 'package.json')
    if (!existsSync(file)) return false
    try {
      const content: unknown = JSON.parse(readFileSync(file, 'utf8'))
      if (typeof content !== 'object' || content === null || !('opencontact' in content)) return false
      // By its real path: a folder that is reached in two ways is one plugin.
      const real = realpathSync(folder)
      found.set(real, { folder: real, package: content })
    } catch (error) {
      problem(folder, 'plugins.unreadable', `${file} cannot be read: ${messageOf(error)}`)
    }
    return true
  }
  for (const folder of folders) {
    if (!existsSync(folder) || !statSync(folder).isDirectory()) {
      problem(folder, 'plugins.no_folder', `There is no folder ${folder}.`)
      continue
    }
    if (look(folder)) continue
    for (const name of readdirSync(folder).sort()) {
      const child = join(folder, name)
      if (!name.startsWith('.') && name !== 'node_modules' && existsSync(child) && statSync(child).isDirectory()) look(child)
    }
  }
  return { found: [...found.values()], problems }
}
