import { realpathSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { SETTINGS, type Gateway, type GatewayHost, type Localized, type Manifest, type Token } from 'adapters-sdk'
import { StaticFolder } from '../console-files/index.js'
import type { Logger } from '../platform/index.js'
import type { Database } from '../tenancy/index.js'
import type { CheckedPlugin } from './check-manifest.js'
import { checkMigrations } from './check-migrations.js'
import { checkPlugins } from './check-plugins.js'
import { commit } from './commit.js'
import { Draft } from './draft.js'
import type { HostRegistries } from './host-registries.js'
import { loadPlugin } from './load-plugin.js'
import { PluginContainer } from './plugin-container.js'
import { messageOf, PluginFailure, type PluginProblem, type Stage } from './plugin-failure.js'
import type { ServicePluginGate } from './plugin-gate.js'
import type { PluginSettings } from './plugin-settings.js'
import { realise, type Registration } from './registration.js'
import { withTimeout } from './with-timeout.js'

const START_MS = 30_000
const STOP_MS = 8_000

export interface PluginHostDependencies {
  /** Each is a plugin or holds plugins; of two with one id the first stays. */
  readonly folders: readonly string[]
  readonly database: Pick<Database, 'migrate'>
  readonly registries: HostRegistries
  readonly gate: ServicePluginGate
  readonly settings: PluginSettings
  /** The host's side of every token that the manifest's permissions unlock. */
  readonly ports: (manifest: Manifest) => ReadonlyMap<Token<unknown>, unknown>
  /** First segments of the core's paths and first words of its tables: no plugin can be called so. */
  readonly reserved: ReadonlySet<string>
  readonly log: Logger
}

/** A plugin whose registration the host has taken. */
export interface RunningPlugin {
  readonly id: string
  readonly name: Localized
  readonly version: string
  readonly manifest: Manifest
  /** What browsers may load, beside the console entry. */
  readonly console: StaticFolder | null
}
interface Committed extends RunningPlugin {
  readonly container: PluginContainer
  readonly registration: Registration
}

/** Takes plugins from their folders to running and back. Each step of each plugin can fail alone; the core and the others go on. */
export class PluginHost {
  readonly #deps: PluginHostDependencies
  readonly #problems: PluginProblem[] = []
  readonly #committed = new Map<string, Committed>()
  readonly #started: { readonly plugin: string; readonly gateway: Gateway }[] = []
  readonly #running = new AbortController()
  /** Where the code of each plugin is, as stacks name it. */
  readonly #code = new Map<string, string>()

  constructor(deps: PluginHostDependencies) {
    this.#deps = deps
  }

  /** In the order in which they were registered: each after those it requires. */
  get plugins(): readonly RunningPlugin[] {
    return [...this.#committed.values()]
  }

  get problems(): readonly PluginProblem[] {
    return this.#problems
  }

  /** Everything up to the commit of what the plugins register. Gateways are not open yet. */
  async load(): Promise<void> {
    const { plugins, problems } = checkPlugins(this.#deps.folders, this.#deps.reserved)
    for (const problem of problems) this.#fail(problem)
    for (const plugin of plugins) await this.#load(plugin)
  }

  /** Opens the gateways. A plugin whose gateway fails keeps its screens, so that its settings can be put right. */
  async start(host: GatewayHost): Promise<void> {
    for (const { id, registration } of this.#committed.values()) {
      for (const gateway of registration.gateways) {
        const started = await this.#try(id, 'start', async () => {
          await withTimeout(gateway.start(host, this.#running.signal), START_MS)
          return true
        })
        if (started) this.#started.push({ plugin: id, gateway })
        else await gateway.stop(AbortSignal.timeout(STOP_MS)).catch(() => undefined)
      }
    }
  }

  /** The gateways take nothing new and finish what they have. Jobs and requests of plugins still run after this. */
  async drain(): Promise<void> {
    this.#running.abort()
    for (let entry = this.#started.pop(); entry; entry = this.#started.pop()) {
      const { plugin, gateway } = entry
      await withTimeout(gateway.stop(AbortSignal.timeout(STOP_MS)), STOP_MS).catch((error: unknown) => this.#deps.log.error({ err: error, plugin }, 'a gateway did not stop'))
    }
  }

  /** Ends what the plugins made, the newest first. */
  async stop(): Promise<void> {
    await this.drain()
    for (const { id, container } of [...this.#committed.values()].toReversed()) {
      await container.dispose((error) => this.#deps.log.error({ err: error, plugin: id }, 'a plugin could not be ended'))
    }
  }

  /** The plugin whose code an error came from; null where it was none's. */
  blamed(error: unknown): string | null {
    const stack = error instanceof Error ? (error.stack ?? '') : ''
    return [...this.#code].find(([, folder]) => stack.includes(folder))?.[0] ?? null
  }

  async #load(plugin: CheckedPlugin): Promise<void> {
    const { id, manifest } = plugin
    this.#code.set(id, `${pathToFileURL(realpathSync(plugin.folder)).href}/`)
    const lacking = Object.keys(manifest.requires).find((other) => !this.#committed.has(other))
    if (lacking !== undefined) return this.#fail({ plugin: id, stage: 'check', code: 'plugins.requires_failed', message: `It requires the plugin ${lacking}, which does not run.` })
    const loaded = await this.#try(id, 'load', () => loadPlugin(plugin))
    if (!loaded || !(await this.#try(id, 'migrate', () => this.#migrate(plugin)))) return
    const committed = this.#trySync(id, 'register', () => {
      const draft = new Draft()
      const answer: unknown = loaded.register(draft)
      draft.seal()
      if (answer instanceof Promise) {
        answer.catch(() => undefined)
        throw new Error('register must be synchronous.')
      }
      const container = this.#containerFor(manifest)
      const registration = realise(draft, manifest, container)
      commit(manifest, registration, this.#deps.registries, this.#deps.gate)
      return { id, name: nameOf(manifest), version: plugin.version, manifest, container, registration, console: this.#consoleOf(plugin) }
    })
    if (!committed) return
    if (committed.registration.settings) this.#deps.settings.define(id, committed.registration.settings)
    this.#deps.gate.admit(manifest)
    this.#committed.set(id, committed)
  }

  async #migrate({ id, folder }: CheckedPlugin): Promise<true> {
    checkMigrations(id, join(folder, 'migrations'))
    await this.#deps.database.migrate({ owner: id, folder: join(folder, 'migrations') })
    return true
  }

  #containerFor(manifest: Manifest): PluginContainer {
    const ports = new Map(this.#deps.ports(manifest))
    ports.set(SETTINGS, this.#deps.settings.portFor(manifest.id))
    const container = new PluginContainer(manifest.id, ports)
    for (const other of Object.keys(manifest.requires)) {
      for (const [token, instance] of this.#committed.get(other)!.registration.provided) container.borrow(token, instance)
    }
    return container
  }

  #consoleOf({ id, folder, manifest }: CheckedPlugin): StaticFolder | null {
    if (!manifest.console) return null
    const entry = join(folder, manifest.console.entry)
    const files = StaticFolder.open(dirname(entry))
    if (files?.has(basename(entry))) return files
    // A channel goes on without its screen.
    this.#fail({ plugin: id, stage: 'check', code: 'plugins.no_console_entry', message: `${entry} is missing: build the plugin's console.` })
    return null
  }

  async #try<T>(plugin: string, stage: Stage, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work()
    } catch (error) {
      this.#caught(plugin, stage, error)
      return undefined
    }
  }

  #trySync<T>(plugin: string, stage: Stage, work: () => T): T | undefined {
    try {
      return work()
    } catch (error) {
      this.#caught(plugin, stage, error)
      return undefined
    }
  }

  #caught(plugin: string, stage: Stage, error: unknown): void {
    const failure = error instanceof PluginFailure ? error : new PluginFailure(stage, `plugins.${stage}_failed`, messageOf(error), error)
    this.#fail({ plugin, stage: failure.stage, code: failure.code, message: failure.message }, failure.cause ?? failure)
  }

  #fail(problem: PluginProblem, cause?: unknown): void {
    this.#problems.push(problem)
    this.#deps.log.error({ ...problem, ...(cause === undefined ? {} : { err: cause }) }, 'a plugin does not run')
  }
}

function nameOf({ id, name, channel }: Manifest): Localized {
  return name ?? channel?.label ?? { ko: id, en: id }
}
