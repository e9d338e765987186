import { satisfies, validRange } from 'semver'
import type { CheckedPlugin } from './check-manifest.js'
import type { PluginProblem } from './plugin-failure.js'

/** Plugins so that each comes after those it requires; the ones that cannot, with the reason. */
export function inOrder(plugins: readonly CheckedPlugin[]): { readonly ordered: CheckedPlugin[]; readonly problems: PluginProblem[] } {
  const problems = new Map<string, PluginProblem>()
  const fail = (plugin: string, code: string, message: string) => void problems.set(plugin, { plugin, stage: 'check', code, message })
  const byId = new Map(plugins.map((plugin) => [plugin.id, plugin]))
  const ordered: CheckedPlugin[] = []
  const done = new Set<string>()

  const visit = (plugin: CheckedPlugin, path: readonly string[]): void => {
    if (done.has(plugin.id)) return
    const at = path.indexOf(plugin.id)
    if (at >= 0) {
      const circle = path.slice(at)
      for (const id of circle) fail(id, 'plugins.circle', `These plugins require each other in a circle: ${[...circle, plugin.id].join(' → ')}.`)
      return
    }
    for (const [id, range] of Object.entries(plugin.manifest.requires)) {
      const other = byId.get(id)
      if (!other) fail(plugin.id, 'plugins.requires_missing', `It requires the plugin ${id} ${range}, which is not there.`)
      else if (validRange(range) === null) fail(plugin.id, 'plugins.bad_manifest', `requires.${id}: ${range} is not a semver range`)
      else if (!satisfies(other.version, range)) fail(plugin.id, 'plugins.requires_version', `It requires the plugin ${id} ${range}; ${other.version} is there.`)
      else visit(other, [...path, plugin.id])
      if (other && problems.has(id) && !problems.has(plugin.id)) fail(plugin.id, 'plugins.requires_failed', `It requires the plugin ${id}, which does not run.`)
    }
    done.add(plugin.id)
    if (!problems.has(plugin.id)) ordered.push(plugin)
  }
  for (const plugin of plugins) visit(plugin, [])
  return { ordered, problems: [...problems.values()] }
}
