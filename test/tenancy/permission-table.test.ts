import type { Permission, Role } from 'adapters-sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addMember, addService, signIn } from '../faults/support/index.js'
import { eachEngine, LiveListener, setUpOrganisation, spawnServer, type ApiClient, type TestServer } from '../support/index.js'
import { COLUMNS, PERMISSION_TABLE, type Column } from './support/permission-table.js'
import { idOf, WORDS, writeProbePlugins } from './support/probe-plugin.js'

interface Descriptor { readonly menus: readonly { readonly id: string }[]; readonly panels: { readonly plugin: string; readonly id: string }[] }
type ServiceType = 'consultation' | 'issue'

const CODES = { consultation: 'help', issue: 'transfers' } as const
/** The core's own menus, by the permission of the table's row. */
const CORE_MENUS: Partial<Record<Permission, string>> = { 'tickets': 'tickets', 'service.agents': 'agents', 'service': 'triggers' }

/** PRM: the catalogue's table, every cell as menu, read call, write call and subscription. Its pages are opened in test/e2e/no-access.test.ts. */
eachEngine((engine) => {
  const plugins = writeProbePlugins()
  const people = new Map<Column, ApiClient>()
  let server: TestServer
  let admin: ApiClient

  beforeAll(async () => {
    server = await spawnServer({ env: { ...engine.env(), OC_PLUGIN_PATHS: plugins.folder } })
    admin = await setUpOrganisation(server)
    await addService(engine, { organisation: 'acme', code: CODES.issue })
    await engine.query("update service set type = 'issue' where code = ?", [CODES.issue])
    for (const column of COLUMNS) {
      const login = column.replace('.', '-')
      const isAdmin = column === 'organisation.admin'
      const memberId = await addMember(engine, { organisation: 'acme', code: CODES.consultation }, login, isAdmin ? [] : [column], [], { organisationAdmin: isAdmin })
      if (!isAdmin) await engine.query('insert into agent (service_id, member_id, roles, created_at) select v.id, ?, ?, 1 from service v where v.code = ?', [memberId, JSON.stringify([column]), CODES.issue])
      people.set(column, await signIn(server.url, 'acme', login))
    }
  })
  afterAll(async () => {
    await server?.stop()
    plugins.remove()
  })

  const pathOf = (service: string, permission: Permission) => (permission === 'organisation' ? '/api/o/probe/organisation' : `/api/s/${service}/probe/${idOf(permission)}`)
  /** Which permissions a menu's row is tried with: where a row has several, any of them opens it. */
  const opened = (has: (permission: Permission) => boolean, permissions: readonly Permission[]) => permissions.some(has)

  describe.each(['consultation', 'issue'] as const)('PRM-3, PRM-4, PRM-5, PRM-8: the permission table in a service of type %s', (type: ServiceType) => {
    const service = CODES[type]
    const expected = (column: Column) => PERMISSION_TABLE.filter((row) => row[type].includes(column)).map(({ menu }) => menu)
    const seen = (has: (permission: Permission) => boolean) => PERMISSION_TABLE.filter(({ permissions }) => opened(has, permissions)).map(({ menu }) => menu)

    it.each(COLUMNS)('%s: menus', async (column) => {
      const answer = await people.get(column)!.request('GET', `/api/s/${service}/console`)
      const { menus, panels }: Descriptor = answer.status === 200 ? (answer.body as Descriptor) : { menus: [], panels: [] }
      // What is the organisation's is asked for by itself.
      const organisation = await people.get(column)!.request('GET', '/api/o/console')
      if (organisation.status === 200) panels.push(...(organisation.body as Descriptor).panels)
      expect(seen((permission) => panels.some(({ plugin, id }) => plugin === 'probe' && id === idOf(permission)))).toEqual(expected(column))
      for (const { permissions: [permission], ...row } of PERMISSION_TABLE) {
        const core = CORE_MENUS[permission!]
        if (core) expect([core, menus.some(({ id }) => id === core)]).toEqual([core, row[type].includes(column)])
      }
    })

    it.each(COLUMNS)('%s: read and write calls', async (column) => {
      for (const method of ['GET', 'POST'] as const) {
        const statuses = new Map(await Promise.all(WORDS.map(async (word) => [word, (await people.get(column)!.request(method, pathOf(service, word), method === 'GET' ? undefined : {})).status] as const)))
        expect(seen((permission) => statuses.get(permission) === 200)).toEqual(expected(column))
        expect([...statuses.values()].filter((status) => status !== 200 && status !== 403)).toEqual([])
      }
    })

    it.each(COLUMNS)('%s: subscriptions', async (column) => {
      const listener = await LiveListener.open(people.get(column)!)
      const refused = await listener.subscribe(service, WORDS.map((word) => `probe.${idOf(word)}`))
      expect(seen((permission) => refused[`probe.${idOf(permission)}`] === null)).toEqual(expected(column))
      expect(new Set(Object.values(refused).filter((code) => code !== null && code !== 'http.forbidden'))).toEqual(new Set())
      const own = await listener.subscribe(service, ['tickets'])
      expect(own['tickets'] === null).toBe(expected(column).includes('tickets'))
      listener.close()
    })
  })

  it('PRM-8: a plugin that does not say it is for issue services is not there: panel, call, topic', async () => {
    const manager = people.get('manager.ticket')!
    const panels = async (service: string) => (await manager.get<Descriptor>(`/api/s/${service}/console`)).panels.filter(({ plugin }) => plugin === 'elsewhere')
    const listener = await LiveListener.open(manager)
    expect(await panels('help')).toHaveLength(1)
    expect((await manager.request('GET', '/api/s/help/elsewhere/tickets')).status).toBe(200)
    expect(await listener.subscribe('help', ['elsewhere.tickets'])).toEqual({ 'elsewhere.tickets': null })
    expect(await panels('transfers')).toEqual([])
    expect((await manager.request('GET', '/api/s/transfers/elsewhere/tickets')).body).toMatchObject({ code: 'contract.not_enabled' })
    expect(await listener.subscribe('transfers', ['elsewhere.tickets'])).toEqual({ 'elsewhere.tickets': 'contract.not_enabled' })
    listener.close()
  })

  it('PRM-1: phone brings ticket, and PRM-2: callback assignment alone brings the callbacks and nothing else', async () => {
    const permissions = async (column: Column) => (await people.get(column)!.get<{ session: { services: { code: string; permissions: Permission[] }[] } }>('/api/session')).session.services.find(({ code }) => code === 'help')!.permissions
    expect(await permissions('agent.phone')).toEqual(expect.arrayContaining(['tickets', 'widget.phone']))
    expect(await permissions('manager.phone')).toEqual(expect.arrayContaining(['tickets', 'tickets.hand-over']))
    expect(await permissions('callback.assign')).toEqual(['console', 'callback', 'callback.assign'])
    expect(await permissions('organisation.admin')).toEqual(['console', 'groups', 'service.agents', 'organisation'])
  })

  it('TEN-10: plugins add rows to My performance for who holds their permission; one that breaks is left out', async () => {
    const sections = async (column: Column) => (await people.get(column)!.get<{ sections: { plugin: string; topic: string; rows: { id: string; value: number }[] }[] }>('/api/s/help/my/performance')).sections
    expect(await sections('agent.phone')).toEqual([{ plugin: 'probe', title: { ko: '통화', en: 'Calls' }, topic: 'probe.widget-phone', rows: [{ id: 'calls', label: { ko: '받은 전화', en: 'Calls taken' }, value: 3, unit: 'count' }, { id: 'talk', label: { ko: '통화 시간', en: 'Talk time' }, value: 3725, unit: 'seconds' }] }])
    expect(await sections('agent.chat')).toEqual([])
  })

  describe('PRM-4: a right taken away', () => {
    const service = { organisation: 'acme', code: 'help' }
    let member = 0
    let client: ApiClient
    let listener: LiveListener
    const give = (roles: readonly Role[]) => admin.patch(`/api/s/help/agents/${member}`, { roles })
    const heard = (type: string, topic?: string) => listener.told.filter((message) => message.type === type && (topic === undefined || message.topic === topic))

    beforeAll(async () => {
      const [group] = await engine.query<{ id: number }>("select g.id from agent_group g join service v on v.id = g.service_id where v.code = 'help'")
      member = await addMember(engine, service, 'mover', ['manager.ticket'], [Number(group!.id)])
      client = await signIn(server.url, 'acme', 'mover')
      listener = await LiveListener.open(client)
    })
    afterAll(() => listener.close())

    it('holds on the next call and ends the topic at once; the others stay, and what is said there is still heard', async () => {
      expect(await listener.subscribe('help', ['probe.statistics', 'probe.guide', 'tickets', 'service'])).toEqual({ 'probe.statistics': null, 'probe.guide': null, 'tickets': null, 'service': null })
      expect((await client.request('GET', '/api/s/help/probe/statistics')).status).toBe(200)
      await give(['agent.ticket'])
      expect((await client.request('GET', '/api/s/help/probe/statistics')).status).toBe(403)
      await expect.poll(() => heard('error', 'probe.statistics')).toMatchObject([{ code: 'http.forbidden' }])
      expect(heard('rights').length).toBeGreaterThan(0)
      await people.get('manager.chat')!.post('/api/s/help/probe/statistics')
      await people.get('manager.chat')!.post('/api/s/help/probe/guide')
      await expect.poll(() => heard('event', 'probe.guide')).toHaveLength(1)
      expect(heard('event', 'probe.statistics')).toEqual([])
    })

    it('and what was said in the moment of its loss is not told any more', async () => {
      await give(['manager.ticket'])
      await listener.subscribe('help', ['probe.statistics'])
      await engine.query("update agent set roles = ? where member_id = ?", [JSON.stringify(['agent.ticket']), member])
      // One transaction's events are heard in their order: the right's end, then the statistics.
      await Promise.all([give(['agent.ticket']), people.get('manager.chat')!.post('/api/s/help/probe/guide')])
      await people.get('manager.chat')!.post('/api/s/help/probe/statistics')
      await expect.poll(() => heard('event', 'probe.guide').length).toBeGreaterThan(1)
      expect(heard('event', 'probe.statistics')).toEqual([])
    })

    it('the organisation’s, given and taken, is told too', async () => {
      const before = heard('rights').length
      await admin.post('/api/o/admins', { memberId: member })
      await expect.poll(() => heard('rights').length).toBe(before + 1)
      expect(await listener.subscribe('help', ['probe.organisation'])).toEqual({ 'probe.organisation': null })
      await admin.delete(`/api/o/admins/${member}`)
      await expect.poll(() => heard('error', 'probe.organisation')).toHaveLength(1)
      expect((await client.request('GET', '/api/o/probe/organisation')).status).toBe(403)
    })

    it('a plugin switched off ends its topics and tells everybody in the service', async () => {
      const before = heard('rights').length
      await people.get('manager.ticket')!.put('/api/s/help/plugins/probe', { enabled: false })
      await expect.poll(() => heard('error', 'probe.guide').at(-1)?.code).toBe('contract.not_enabled')
      expect(heard('rights').length).toBe(before + 1)
      await people.get('manager.ticket')!.put('/api/s/help/plugins/probe', { enabled: true })
      await listener.subscribe('help', ['probe.guide'])
    })

    it('in one service gives nothing in another', async () => {
      expect((await client.request('GET', '/api/s/transfers/probe/tickets')).status).toBe(404)
      expect(await (await LiveListener.open(client)).subscribe('transfers', ['tickets', 'probe.tickets'])).toEqual({ 'tickets': 'http.not_found', 'probe.tickets': 'http.not_found' })
    })

    it('a suspended service ends every topic; a disabled member’s connection ends', async () => {
      await admin.post('/api/o/services/help/suspend')
      await expect.poll(() => heard('error', 'service').at(-1)?.code).toBe('http.service_suspended')
      await admin.post('/api/o/services/help/resume')
      await admin.patch(`/api/o/members/${member}`, { disabled: true })
      await expect.poll(() => listener.closed).toBe(4401)
      expect((await client.request('GET', '/api/session')).status).toBe(401)
    })
  })

  it.runIf(engine.engine === 'postgres')('PRM-4: a right taken away on one node ends the topics on the other', async () => {
    const other = await spawnServer({ env: { ...engine.env(), OC_PLUGIN_PATHS: plugins.folder } })
    try {
      const there = await signIn(other.url, 'acme', 'manager-ticket')
      const listener = await LiveListener.open(there)
      expect(await listener.subscribe('help', ['probe.statistics', 'tickets'])).toEqual({ 'probe.statistics': null, 'tickets': null })
      const { items } = await admin.get<{ items: { id: number; login: string }[] }>('/api/s/help/agents')
      const { id } = items.find(({ login }) => login === 'manager-ticket')!
      await admin.patch(`/api/s/help/agents/${id}`, { roles: ['agent.ticket'] })
      await expect.poll(() => listener.told.filter(({ type }) => type === 'error')).toEqual([{ type: 'error', code: 'http.forbidden', topic: 'probe.statistics' }])
      await admin.patch(`/api/o/members/${id}`, { disabled: true })
      await expect.poll(() => listener.closed).toBe(4401)
    } finally {
      await other.stop()
    }
  })
})
