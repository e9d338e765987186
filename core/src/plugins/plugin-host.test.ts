import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AppError, DB, LOG, NOTIFICATIONS, type Caller, type Db, type Manifest, type Permission, type Route, type Token } from 'adapters-sdk'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ErrorCatalogue, RouteRegistry } from '../http/index.js'
import { createLogger } from '../platform/index.js'
import { Database, inScope, systemScope } from '../tenancy/index.js'
import { readConfig } from '../config/index.js'
import type { ChannelRegistration, HostRegistries, TriggerPartsRegistration } from './host-registries.js'
import { PluginError } from './guarded.js'
import { ServicePluginGate } from './plugin-gate.js'
import { PluginHost } from './plugin-host.js'
import { pluginRoutes } from './plugin-routes.js'
import { PluginSettings } from './plugin-settings.js'
import { ProvidedPorts } from './provided-ports.js'
import { reservedIds } from './reserved-ids.js'

const coreMigrations = fileURLToPath(new URL('../../migrations', import.meta.url))
const NOW = 1_700_000_000_000

/** Where the plugins of these tests leave their traces. */
interface Traces { lateError?: Error; readTitles?: string[]; worked?: number; purged?: boolean; greeted?: boolean; stopped?: string[] }
const traces = (): Traces => (globalThis as unknown as { traces: Traces }).traces

let folder: string
beforeEach(() => {
  Object.assign(globalThis, { traces: {} })
  folder = mkdtempSync(join(tmpdir(), 'opencontact-plugins-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

interface PluginSource {
  readonly manifest?: Record<string, unknown>
  readonly version?: string
  readonly code?: string
  readonly files?: Readonly<Record<string, string>>
}

const EMPTY = `export default { register() {} }`
const registering = (body: string, before = ''): string => `import { definePlugin, z, AppError, DB, LOG, TICKETS, NOTIFICATIONS, token, route } from 'adapters-sdk'\n${before}\nexport default definePlugin({ register(r) { ${body} } })`

/** Writes a plugin's folder; there is no node_modules anywhere near. */
function plugin(id: string, { manifest = {}, version = '1.0.0', code = EMPTY, files = {} }: PluginSource = {}): void {
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, id, path)), { recursive: true })
    writeFileSync(join(folder, id, path), text)
  }
  put('package.json', JSON.stringify({ name: id, version, type: 'module', exports: './index.js', opencontact: { id, sdk: '^0.1.0', ...manifest } }))
  put('index.js', code)
  for (const [path, text] of Object.entries(files)) put(path, text)
}

class Registries implements HostRegistries {
  readonly routes = new RouteRegistry()
  readonly errors = new ErrorCatalogue()
  readonly ports = new ProvidedPorts()
  readonly channelList = new Map<string, ChannelRegistration>()
  readonly runners = new Map<string, (payload: unknown, signal: AbortSignal) => Promise<void>>()
  readonly parts = new Map<string, TriggerPartsRegistration>()
  readonly channels = { get: (id: string) => this.channelList.get(id), add: (channel: ChannelRegistration) => void this.channelList.set(channel.id, channel) }
  readonly jobs = {
    handle: (name: string, runner: (payload: unknown, signal: AbortSignal) => Promise<void>) => void this.runners.set(name, runner),
    listen: (event: string, id: string, runner: (payload: unknown, signal: AbortSignal) => Promise<void>) => void this.runners.set(`${event} ${id}`, runner),
  }
  readonly topics = { add: () => undefined }
  readonly performance = { add: () => undefined }
  readonly triggers = { add: (owner: string, parts: TriggerPartsRegistration) => void this.parts.set(owner, parts) }
}

for (const engine of ['sqlite', 'postgres'] as const) {
  const admin = process.env['OC_TEST_PG_URL']
  describe.skipIf(engine === 'postgres' && !admin)(`the plugin host on ${engine}`, () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'opencontact-host-'))
    const name = `oc_plugins_${randomBytes(4).toString('hex')}`
    let database: Database
    let services: readonly { organisationId: number; serviceId: number }[]

    const asAdmin = async (sql: string) => {
      const client = new pg.Client({ connectionString: admin })
      await client.connect()
      await client.query(sql).finally(() => client.end())
    }
    beforeAll(async () => {
      const url = admin ? Object.assign(new URL(admin), { pathname: `/${name}` }).href : ''
      if (engine === 'postgres') await asAdmin(`create database ${name}`)
      database = await Database.open(readConfig({ OC_DATA_DIR: dataDir, ...(engine === 'postgres' ? { OC_DATABASE_URL: url } : {}) }), () => undefined)
      await database.migrate({ owner: 'core', folder: coreMigrations })
      services = await systemScope('test', async () => {
        const organisationId = await database.system.insert('organisation', { name: 'Acme', domain: 'acme', created_at: NOW })
        const service = (code: string) => database.system.insert('service', { organisation_id: organisationId, code, name: code, created_at: NOW })
        return [{ organisationId, serviceId: await service('a') }, { organisationId, serviceId: await service('b') }]
      })
    })
    afterAll(async () => {
      await database.close()
      rmSync(dataDir, { recursive: true, force: true })
      if (engine === 'postgres') await asAdmin(`drop database ${name} with (force)`)
    })

    const inService = <T>(work: () => Promise<T>, which = 0) => inScope({ kind: 'service', ...services[which]!, cause: { origin: 'agent', chain: 'test', depth: 0 } }, work)

    async function host(ports: (manifest: Manifest) => ReadonlyMap<Token<unknown>, unknown> = () => new Map()) {
      const registries = new Registries()
      const gate = new ServicePluginGate(database.db)
      const settings = new PluginSettings(database.db)
      const made = new PluginHost({ folders: [folder], database, registries, gate, settings, ports, reserved: reservedIds(coreMigrations, ['http.not_found']), log: createLogger('silent') })
      await made.load()
      const problem = (id: string) => made.problems.find((one) => one.plugin === id)
      return { host: made, registries, gate, settings, problem, ids: made.plugins.map(({ id }) => id) }
    }

    it('SDK-4: loads a plugin from a folder without node_modules, with the host’s SDK', async () => {
      plugin('greeter', { code: registering(`r.errors({ 'greeter.gone': { status: 410, title: { ko: 'a', en: 'a' }, remedy: { ko: 'b', en: 'b' } } })\n r.routes(class { routes = [route({ kind: 'console', method: 'GET', path: '/hello', permission: 'tickets', summary: 's' }, async () => { throw new AppError('greeter.gone') })] })`) })
      const { registries, ids } = await host()
      expect(ids).toEqual(['greeter'])
      const [entry] = registries.routes.all
      expect(entry?.path).toBe('/api/s/:service/greeter/hello')
      await expect(entry!.route.handle({} as never)).rejects.toBeInstanceOf(AppError)
      expect(registries.errors.has('greeter.gone')).toBe(true)
    })

    it('SDK-4: each broken plugin fails alone, with its stage, and the good one runs', async () => {
      plugin('good')
      plugin('unknownkey', { manifest: { colour: 'red' } })
      plugin('badid', { manifest: { id: 'Bad-Id' } })
      plugin('oldsdk', { manifest: { sdk: '^9.0.0' } })
      plugin('norange', { manifest: { sdk: 'newest' } })
      plugin('noversion', { version: 'one' })
      plugin('throwsatimport', { code: `throw new Error('no luck')` })
      plugin('syntax', { code: `export default {` })
      plugin('nodefault', { code: `export const nothing = 1` })
      plugin('throwsinregister', { code: `export default { register() { throw new Error('not today') } }` })
      plugin('asyncregister', { code: `export default { async register() {} }` })
      plugin('lacking', { manifest: { requires: { nobody: '*' } } })
      plugin('wrongversion', { manifest: { requires: { good: '^2.0.0' } } })
      plugin('circlea', { manifest: { requires: { circleb: '*' } } })
      plugin('circleb', { manifest: { requires: { circlea: '*' } } })
      plugin('oncircle', { manifest: { requires: { circlea: '*' } } })
      plugin('onbroken', { manifest: { requires: { throwsatimport: '*' } } })
      plugin('ticket', {})
      plugin('unreadable', { files: { 'package.json': '{' } })
      plugin('zgood', { manifest: { id: 'good' } })
      const { ids, problem } = await host()
      expect(ids).toEqual(['good'])
      const seen = (id: string) => `${problem(id)?.stage} ${problem(id)?.code}`
      expect(seen('unknownkey')).toBe('check plugins.bad_manifest')
      expect(problem('unknownkey')?.message).toContain('colour')
      expect(seen('badid')).toBe('check plugins.bad_manifest')
      expect(seen('oldsdk')).toBe('check plugins.other_sdk')
      expect(seen('norange')).toBe('check plugins.bad_manifest')
      expect(seen('noversion')).toBe('check plugins.bad_version')
      expect(seen('throwsatimport')).toBe('load plugins.import_failed')
      expect(problem('throwsatimport')?.message).toContain('no luck')
      expect(seen('syntax')).toBe('load plugins.import_failed')
      expect(seen('nodefault')).toBe('load plugins.no_plugin')
      expect(seen('throwsinregister')).toBe('register plugins.register_failed')
      expect(seen('asyncregister')).toBe('register plugins.register_failed')
      expect(seen('lacking')).toBe('check plugins.requires_missing')
      expect(seen('wrongversion')).toBe('check plugins.requires_version')
      expect(seen('circlea')).toBe('check plugins.circle')
      expect(seen('circleb')).toBe('check plugins.circle')
      expect(seen('oncircle')).toBe('check plugins.requires_failed')
      expect(seen('onbroken')).toBe('check plugins.requires_failed')
      expect(seen('ticket')).toBe('check plugins.reserved_id')
      expect(problem('good')).toBeUndefined()
      expect(seen(`good (${join(realpathSync(folder), 'zgood')})`)).toBe('check plugins.same_id')
      expect(seen('unreadable')).toBe('discover plugins.unreadable')
    })

    it('takes all of a registration or nothing', async () => {
      const routes = `r.routes(class { routes = [route({ kind: 'console', method: 'GET', path: '/x', permission: 'tickets', summary: 's' }, async () => ({}))] })`
      plugin('wrongjob', { code: registering(`${routes}; r.job('other.work', class { async run() {} })`) })
      plugin('wrongerror', { code: registering(`${routes}; r.errors({ 'http.gone': { status: 410, title: { ko: 'a', en: 'a' }, remedy: { ko: 'b', en: 'b' } } })`) })
      plugin('undeclared', { code: registering(`${routes}; r.channel(class { channel = 'undeclared' }, z.object({}))`) })
      plugin('unregistered', { manifest: { channel: { id: 'sea', label: { ko: 'a', en: 'a' } } }, code: registering(routes) })
      plugin('otherchannel', { manifest: { channel: { id: 'sea', label: { ko: 'a', en: 'a' } } }, code: registering(`${routes}; r.channel(class { channel = 'river' }, z.object({}))`) })
      plugin('nopermission', { code: registering(`r.routes(class { routes = [route({ kind: 'console', method: 'GET', path: '/x', summary: 's' }, async () => ({}))] })`) })
      plugin('nodefaults', { code: registering(`${routes}; r.settings({ schema: z.object({ colour: z.string() }) })`) })
      plugin('late', { code: registering(`${routes}; setTimeout(() => { try { r.job('late.work', class {}) } catch (error) { traces.lateError = error } }, 0)`) })
      const { ids, registries, problem } = await host()
      await new Promise((resolve) => setTimeout(resolve, 5))
      expect(ids).toEqual(['late'])
      expect(traces().lateError?.message).toContain('registration has ended')
      expect(registries.routes.all.map(({ owner }) => owner)).toEqual(['late'])
      expect(registries.runners.size).toBe(0)
      expect(registries.errors.codes).toEqual([])
      const refused = ['wrongjob', 'wrongerror', 'undeclared', 'unregistered', 'otherchannel', 'nopermission', 'nodefaults']
      expect(refused.filter((id) => problem(id)?.stage !== 'register')).toEqual([])
      expect(problem('nodefaults')?.message).toContain('colour')
    })

    it('gives a plugin the ports of its permissions only, and refuses classes nobody registered', async () => {
      plugin('reader', { manifest: { permissions: ['db'] }, code: registering(`r.job('reader.work', Reader)`, `class Reader { static inject = [DB, LOG]; constructor(db, log) { if (!db || !log) throw new Error('empty'); } async run() {} }`) })
      plugin('greedy', { code: registering(`r.job('greedy.work', Greedy)`, `class Greedy { static inject = [TICKETS]; constructor() {} async run() {} }`) })
      plugin('implicit', { code: registering(`r.job('implicit.work', Outer)`, `class Inner { constructor(db) { this.db = db } }\nclass Outer { static inject = [Inner]; constructor(inner) {} async run() {} }`) })
      plugin('undecorated', { code: registering(`r.job('undecorated.work', Outer)`, `class Outer { constructor(db) {} async run() {} }`) })
      const { ids, problem } = await host(({ permissions }) => new Map<Token<unknown>, unknown>([[LOG, {}], ...(permissions.includes('db') ? [[DB, {}] as const] : [])]))
      expect(ids).toEqual(['reader'])
      expect(problem('greedy')?.message).toContain('tickets@1')
      expect(problem('implicit')?.message).toContain('the class Inner')
      expect(problem('undecorated')?.message).toContain('Outer')
    })

    it('lends what a plugin provides to those that require it, and the core’s own ports to the core', async () => {
      const books = `const BOOKS = token('books@1')`
      plugin('library', { manifest: { permissions: ['notifications'] }, code: registering(`r.provide(BOOKS, Books); r.provide(NOTIFICATIONS, class { async notify() { return true } })`, `${books}\nclass Books { titles = ['one'] }`) })
      plugin('visitor', { manifest: { requires: { library: '^1.0.0' } }, code: registering(`r.job('visitor.read', Reader)`, `${books}\nclass Reader { static inject = [BOOKS]; constructor(books) { this.books = books } async run() { traces.readTitles = this.books.titles } }`) })
      plugin('stranger', { code: registering(`r.job('stranger.read', Reader)`, `${books}\nclass Reader { static inject = [BOOKS]; constructor() {} async run() {} }`) })
      plugin('second', { manifest: { permissions: ['notifications'] }, code: registering(`r.provide(NOTIFICATIONS, class { async notify() { return true } })`) })
      plugin('unpermitted', { code: registering(`r.provide(NOTIFICATIONS, class { async notify() { return true } })`) })
      const { ids, registries, problem } = await host()
      expect(ids).toEqual(['library', 'visitor'])
      expect(registries.ports.providerOf(NOTIFICATIONS)).toBe('library')
      await inService(() => registries.runners.get('visitor.read')!(null, new AbortController().signal))
      expect(traces().readTitles).toEqual(['one'])
      expect(problem('stranger')?.message).toContain('books@1')
      expect(problem('second')?.message).toContain('library')
      expect(problem('unpermitted')?.message).toContain('permission')
    })

    it('runs a plugin’s migrations on tables of its own only', async () => {
      const table = (text: string) => ({ files: { 'migrations/0001-first.sql': text } })
      const notes = `notes${randomBytes(3).toString('hex').replace(/\d/g, 'x')}`
      plugin(notes, { manifest: { permissions: ['db'] }, ...table(`-- Notes of agents.\ncreate table ${notes}_note (\n  id {id},\n  service_id bigint not null,\n  body text not null default 'see ticket; from here'\n);\ncreate index ${notes}_note_service on ${notes}_note (service_id, id);\n`), code: registering(`r.job('${notes}.write', Writer)`, `class Writer { static inject = [DB]; constructor(db) { this.db = db } async run() { await this.db.insert('${notes}_note', { body: 'hello' }) } }`) })
      const books = `books${randomBytes(3).toString('hex').replace(/\d/g, 'x')}`
      plugin(books, { manifest: { permissions: ['db'] }, ...table(`create table ${books}_book (id {id}, organisation_id bigint not null, title text not null);`) })
      plugin('noprefix', table(`create table note (id {id}, service_id bigint not null);`))
      plugin('foreign', table(`update ticket set subject = '';`))
      plugin('reaching', table(`create table reaching_note (id {id}, service_id bigint not null, ticket_id bigint references ticket(id));`))
      plugin('untenanted', table(`create table untenanted_note (id {id}, body text);`))
      plugin('sneaky', table(`create view sneaky_all as select * from member;`))
      plugin('broken', table(`create table broken_note (id {id}, service_id bigint not null, nonsense nonsense nonsense (,));`))
      const { ids, problem, registries } = await host(({ id }) => new Map([[DB as Token<unknown>, database.forPlugin(id)]]))
      expect(ids).toEqual([books, notes])
      expect(['noprefix', 'foreign', 'reaching', 'untenanted', 'sneaky', 'broken'].filter((id) => problem(id)?.stage !== 'migrate')).toEqual([])
      expect(problem('noprefix')?.message).toContain('note does not begin with noprefix_')
      expect(problem('untenanted')?.message).toContain('service_id')
      await inService(() => registries.runners.get(`${notes}.write`)!(null, new AbortController().signal))
      const rows = (which: number) => inService(() => (database.forPlugin(notes) as Db).all(`select n.body from {${notes}_note} n`), which)
      expect(await rows(0)).toHaveLength(1)
      expect(await rows(1)).toHaveLength(0)
      // What belongs to an organisation is seen from all of its services.
      const shelf = database.forPlugin(books) as Db
      await inService(() => shelf.insert(`${books}_book`, { title: 'ours' }))
      const titles = () => shelf.all(`select b.title from {${books}_book} b`)
      expect(await inService(titles, 1)).toEqual([{ title: 'ours' }])
      expect(await inScope({ kind: 'organisation', organisationId: services[0]!.organisationId + 1, serviceId: 0, cause: { origin: 'agent', chain: 'test', depth: 0 } }, titles)).toEqual([])
      await expect(inService(() => shelf.all('select m.id from {member} m'))).rejects.toThrow('not a table of this plugin')
    })

    it('SDK-4: is switched on and off per service from the next question on, by hand and by contract', async () => {
      plugin('switched')
      plugin('sold', { manifest: { contract: { item: 'chat' } }, code: registering(`r.job('sold.work', class { async run() { traces.worked = (traces.worked ?? 0) + 1 } }); r.on('ticket.deleted', class Purge { async handle() { traces.purged = true } }); r.on('ticket.created', class Greet { async handle() { traces.greeted = true } })`) })
      const { gate, registries } = await host()
      const allowed = (which: number, id = 'switched') => inService(() => gate.allows(id), which)
      expect([await allowed(0), await allowed(1)]).toEqual([true, true])
      await inService(() => gate.switch('switched', false, NOW))
      expect([await allowed(0), await allowed(1)]).toEqual([false, true])
      await inService(() => gate.switch('switched', true, NOW))
      expect(await allowed(0)).toBe(true)
      expect(await allowed(0, 'nobody')).toBe(false)

      const setItem = (active: number) => inService(async () => {
        if ((await database.db.insertIgnore('contract_item', { item: 'chat', active, changed_at: NOW })) === 0) await database.db.update('contract_item', { active }, `item = 'chat'`)
      })
      const run = (runner: string) => inService(() => registries.runners.get(runner)!({}, new AbortController().signal))
      await setItem(0)
      expect(await allowed(0, 'sold')).toBe(false)
      await expect(run('sold.work')).rejects.toMatchObject({ code: 'contract.not_enabled' })
      await run('ticket.created sold.Greet')
      await run('ticket.deleted sold.Purge')
      expect([traces().worked, traces().greeted, traces().purged]).toEqual([undefined, undefined, true])
      await setItem(1)
      expect(await allowed(0, 'sold')).toBe(true)
      await run('sold.work')
      await run('ticket.created sold.Greet')
      expect([traces().worked, traces().greeted]).toEqual([1, true])
    })

    it('names the plugin whose code failed', async () => {
      plugin('clumsy', { code: registering(`r.routes(class { routes = [route({ kind: 'console', method: 'GET', path: '/fall', permission: 'tickets', summary: 's' }, async () => { throw new TypeError('oops') })] })`) })
      const { registries } = await host()
      const failed = await registries.routes.all[0]!.route.handle({} as never).catch((error: unknown) => error)
      expect(failed).toBeInstanceOf(PluginError)
      expect(String(failed)).toContain('The plugin clumsy failed: oops')
    })

    it('starts gateways, keeps the screens of one that fails, and stops in reverse', async () => {
      const gateway = (id: string, start: string) => registering(`r.gateway(class { async start() { ${start} } async stop() { (traces.stopped ??= []).push('${id}') } dispose() { traces.stopped.push('${id} disposed') } })`)
      plugin('opens', { code: gateway('opens', '') })
      plugin('alsoopens', { code: gateway('alsoopens', '') })
      plugin('refused', { code: registering(`r.gateway(class { async start() { throw new Error('EADDRINUSE') } async stop() {} })`) })
      const { host: made, problem } = await host()
      await made.start({ resolve: async () => null })
      expect(problem('refused')).toMatchObject({ stage: 'start', code: 'plugins.start_failed', message: 'EADDRINUSE' })
      expect(made.plugins.map(({ id }) => id)).toContain('refused')
      await made.stop()
      expect(traces().stopped).toEqual(['opens', 'alsoopens', 'opens disposed', 'alsoopens disposed'])
    })

    describe('its routes', () => {
      const caller = (...permissions: Permission[]): Caller => ({ memberId: 1, name: 'A', language: 'en', can: (permission) => permissions.includes(permission) })
      async function routes() {
        const made = await host()
        const list = pluginRoutes({ ...made, events: { publish: async () => undefined, announce: async () => undefined }, now: () => NOW })
        const call = <T>(method: string, path: string, input: object) => inService(() => (list.find(({ spec }) => spec.method === method && spec.path === path) as Route).handle({ params: {}, ...input } as never) as Promise<T>)
        return { ...made, call }
      }

      it('PRM-5: describes to each member the panels they may use, of plugins that are on', async () => {
        plugin('screens', {
          manifest: { console: { entry: 'console/index.js', style: 'console/look.css', panels: [
            { id: 'later', slot: 'ticket.sidebar', permission: 'tickets', order: 200, title: { ko: '나중', en: 'Later' } },
            { id: 'first', slot: 'ticket.sidebar', permission: 'tickets', order: 10, title: { ko: '먼저', en: 'First' } },
            { id: 'secret', slot: 'settings.page', permission: 'service', title: { ko: '관리', en: 'Admin' } },
          ] } },
          files: { 'console/index.js': 'export default {}', 'console/look.css': '' },
        })
        plugin('unbuilt', { manifest: { console: { entry: 'dist/index.js', panels: [] } } })
        const { call, gate } = await routes()
        interface Seen { panels: { id: string }[]; plugins: { entry: string; style: string }[]; problems: unknown[]; menus: { id: string }[] }
        const agent = await call<Seen>('GET', '/console', { caller: caller('console', 'tickets') })
        expect(agent.panels.map(({ id }) => id)).toEqual(['first', 'later'])
        expect(agent.problems).toEqual([])
        expect(agent.menus.map(({ id }) => id)).toEqual(['tickets'])
        expect(agent.plugins[0]?.entry).toMatch(/^\/plugins\/screens\/[a-f0-9]{12}\/index\.js$/)
        expect(agent.plugins[0]?.style).toMatch(/\/look\.css$/)
        const manager = await call<Seen>('GET', '/console', { caller: caller('console', 'tickets', 'service') })
        expect(manager.panels.map(({ id }) => id)).toContain('secret')
        expect(manager.problems).toMatchObject([{ plugin: 'unbuilt', stage: 'check', code: 'plugins.no_console_entry' }])
        await inService(() => gate.switch('screens', false, NOW))
        const after = await call<Seen>('GET', '/console', { caller: caller('console', 'tickets', 'service') })
        expect([after.panels, after.plugins]).toEqual([[], []])
        await inService(() => gate.switch('screens', true, NOW))
      })

      it('lists the plugins, failed ones with their reason, and switches them', async () => {
        plugin('listed', { manifest: { name: { ko: '목록', en: 'Listed' } } })
        plugin('failing', { code: 'throw new Error("no luck")' })
        plugin('unsold', { manifest: { contract: { item: 'callback' } } })
        await inService(() => database.db.insertIgnore('contract_item', { item: 'callback', active: 0, changed_at: NOW }))
        const { call } = await routes()
        const list = await call<{ items: { id: string }[] }>('GET', '/plugins', {})
        expect(list.items).toMatchObject([
          { id: 'listed', name: { en: 'Listed' }, state: 'running', enabled: true, switchable: true },
          { id: 'unsold', state: 'running', enabled: false, switchable: false },
          { id: 'failing', state: 'failed', stage: 'load', enabled: false },
        ])
        expect(await call('PUT', '/plugins/:plugin', { params: { plugin: 'listed' }, body: { enabled: false } })).toMatchObject({ enabled: false })
        await expect(call('PUT', '/plugins/:plugin', { params: { plugin: 'unsold' }, body: { enabled: true } })).rejects.toMatchObject({ code: 'plugins.not_contracted' })
        await expect(call('PUT', '/plugins/:plugin', { params: { plugin: 'failing' }, body: { enabled: true } })).rejects.toMatchObject({ code: 'plugins.not_found' })
      })

      it('keeps settings per service, checked by the plugin’s schema, with defaults', async () => {
        plugin('tuned', { code: registering(`r.settings({ schema: z.object({ colour: z.enum(['red', 'blue']).default('red').meta({ title: { ko: '색', en: 'Colour' } }), size: z.number().int().max(9).default(3) }) })`) })
        const { call, settings } = await routes()
        const params = { plugin: 'tuned' }
        const first = await call<{ schema: { properties: Record<string, unknown> }; value: unknown }>('GET', '/plugins/:plugin/settings', { params })
        expect(first.value).toEqual({ colour: 'red', size: 3 })
        expect(first.schema.properties['colour']).toMatchObject({ enum: ['red', 'blue'], title: { ko: '색', en: 'Colour' } })
        await expect(call('PUT', '/plugins/:plugin/settings', { params, body: { value: { size: 99 } } })).rejects.toMatchObject({ code: 'http.bad_input', extra: { errors: [{ path: 'body.value.size' }] } })
        await call('PUT', '/plugins/:plugin/settings', { params, body: { value: { colour: 'blue' } } })
        expect(await inService(() => settings.portFor('tuned').get())).toEqual({ colour: 'blue', size: 3 })
        expect(await inService(() => settings.portFor('tuned').get(), 1)).toEqual({ colour: 'red', size: 3 })
        const { version } = await call<{ version: number }>('GET', '/plugins/:plugin/settings', { params })
        await call('PUT', '/plugins/:plugin/settings', { params, body: { value: { colour: 'red' }, version } })
        const refused = call('PUT', '/plugins/:plugin/settings', { params, body: { value: { colour: 'blue', size: 4 }, version } })
        await expect(refused).rejects.toMatchObject({ code: 'plugins.settings_changed_meanwhile', extra: { now: version + 1 } })
        await expect(call('PUT', '/plugins/:plugin/settings', { params, body: { value: { size: 4 }, version: 0 } })).rejects.toMatchObject({ code: 'plugins.settings_changed_meanwhile' })
        expect(await inService(() => settings.portFor('tuned').get())).toEqual({ colour: 'red', size: 3 })
        await inService(() => settings.write('tuned', { colour: 'green', size: 5 }, NOW))
        expect(await inService(() => settings.portFor('tuned').get())).toEqual({ colour: 'red', size: 5 })
      })
    })
  })
}
