import { AppError, fromJson, type Settings, type z } from 'adapters-sdk'
import type { ScopedDb } from '../tenancy/index.js'

/** Plugins' settings of the running service, with defaults for what was never saved. */
export class PluginSettings {
  readonly #schemas = new Map<string, z.ZodObject>()

  constructor(readonly db: ScopedDb) {}

  define(plugin: string, schema: z.ZodObject): void {
    this.#schemas.set(plugin, schema)
  }

  schemaOf(plugin: string): z.ZodObject | undefined {
    return this.#schemas.get(plugin)
  }

  async read(plugin: string): Promise<Record<string, unknown>> {
    const schema = this.#schemas.get(plugin)
    if (!schema) throw new Error(`The plugin ${plugin} has no settings: registrar.settings declares them.`)
    const row = await this.db.one<{ value: unknown }>('select s.settings as value from {plugin_setting} s where s.plugin = :plugin', { plugin })
    const stored = row ? fromJson<Record<string, unknown>>(row.value) : {}
    const result = schema.safeParse(stored)
    if (result.success) return result.data
    // Saved under an older version of the plugin: what no longer fits goes back to its default.
    const unfit = new Set(result.error.issues.flatMap(({ path, ...issue }) => (issue.code === 'unrecognized_keys' && path.length === 0 ? issue.keys : [path[0]])))
    return schema.parse(Object.fromEntries(Object.entries(stored).filter(([name]) => !unfit.has(name))))
  }

  /** When they were last saved: what tells one state of them from another; 0: never. */
  async version(plugin: string): Promise<number> {
    return (await this.db.one<{ at: number }>('select s.updated_at as at from {plugin_setting} s where s.plugin = :plugin', { plugin }))?.at ?? 0
  }

  /** `value` fits the schema; `seen`: the version that was edited, where its writer says so. */
  async write(plugin: string, value: Readonly<Record<string, unknown>>, now: number, seen?: number): Promise<void> {
    await this.db.transaction(async () => {
      const row = { settings: JSON.stringify(value), updated_at: Math.max(now, (seen ?? 0) + 1) }
      if (!seen && (await this.db.insertIgnore('plugin_setting', { plugin, ...row })) === 1) return
      const written = await this.db.update('plugin_setting', row, seen === undefined ? 'plugin = :plugin' : 'plugin = :plugin and updated_at = :seen', { plugin, seen: seen ?? 0 })
      if (written === 0) throw new AppError('plugins.settings_changed_meanwhile', {}, { now: await this.version(plugin) })
    })
  }

  /** The port that one plugin gets. */
  portFor(plugin: string): Settings {
    return { get: async <S>() => (await this.read(plugin)) as S }
  }
}
