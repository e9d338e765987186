import { basename } from 'node:path'
import { checkManifest, type CheckedPlugin } from './check-manifest.js'
import { discover } from './discover.js'
import { inOrder } from './order.js'
import { messageOf, PluginFailure, type PluginProblem } from './plugin-failure.js'

/** Finds and checks the plugins of some folders, those that are required first; none of their code runs. */
export function checkPlugins(folders: readonly string[], reserved: ReadonlySet<string>): { readonly plugins: CheckedPlugin[]; readonly problems: PluginProblem[] } {
  const { found, problems } = discover(folders)
  const checked = new Map<string, CheckedPlugin>()
  const fail = (plugin: string, code: string, message: string) => void problems.push({ plugin, stage: 'check', code, message })
  for (const candidate of found) {
    try {
      const plugin = checkManifest(candidate)
      const { id } = plugin
      const first = checked.get(id)
      // Not under the id alone: that is the name of the one that runs.
      if (first) fail(`${id} (${plugin.folder})`, 'plugins.same_id', `${plugin.folder} has the id ${id} of ${first.folder}, which stays.`)
      else if (reserved.has(id)) fail(id, 'plugins.reserved_id', `The core uses the name ${id}; choose another id.`)
      else checked.set(id, plugin)
    } catch (error) {
      fail(basename(candidate.folder), error instanceof PluginFailure ? error.code : 'plugins.check_failed', messageOf(error))
    }
  }
  const { ordered, problems: unordered } = inOrder([...checked.values()])
  return { plugins: ordered, problems: [...problems, ...unordered] }
}
