import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import ExcelJS from 'exceljs'
import { PermissionLogReader } from '../../core/src/permission-log/index.js'
import type { ScopedDb } from '../../core/src/tenancy/index.js'
import { eachEngine, type ApiClient } from '../support/index.js'
import { startAccess, type AccessHost } from './support/access-host.js'

interface Entry {
  readonly number: number
  readonly at: string
  readonly service: { readonly id: number; readonly name: string } | null
  readonly actor: { readonly login: string } | null
  readonly ip: string
  readonly target: { readonly id: number; readonly login: string }
  readonly action: string
  readonly before: object | null
  readonly after: object | null
}

eachEngine((engine) => {
  let host: AccessHost
  let client: ApiClient
  let jane: number
  let group: number
  const log = async (query = '') => (await client.get<{ items: Entry[]; next: string | null }>(`/api/o/permission-log?${query}`)).items
  const verified = () => client.get<{ entries: number; broken: { number: number; reason: string } | null }>('/api/o/permission-log/verification')

  beforeAll(async () => {
    host = await startAccess(engine)
    await host.addOrganisation('acme')
    await host.addOrganisation('other')
    jane = await host.addMember('acme', 'jane')
    client = await host.signedIn('owner', 'acme')
    group = (await client.get<{ items: { id: number }[] }>('/api/s/help/groups')).items[0]!.id
  })
  afterAll(() => host.stop())

  describe('TEN-9: the permission log', () => {
    it('begins with the rights that came with the organisation', async () => {
      expect(await log()).toMatchObject([
        { number: 2, action: 'added', actor: null, service: { name: 'Help' }, target: { login: 'owner' }, after: { roles: ['agent.ticket', 'manager.ticket'], groups: ['General'] } },
        { number: 1, action: 'added', actor: null, service: null, target: { login: 'owner' }, after: { organisationAdmin: true } },
      ])
    })

    it('says when, where, who from which address, whom and what, before and after', async () => {
      await client.post('/api/s/help/agents', { memberId: jane, roles: ['agent.ticket'], groupIds: [group] })
      host.clock.now += 60_000
      await client.patch(`/api/s/help/agents/${jane}`, { roles: ['agent.ticket', 'manager.ticket'] })
      await client.delete(`/api/s/help/agents/${jane}`)
      const [removed, changed, added] = await log()
      expect(added).toMatchObject({ number: 3, action: 'added', at: '2024-05-01T09:00:00.000Z', service: { name: 'Help' }, actor: { login: 'owner' }, ip: expect.stringContaining('127.0.0.1'), target: { id: jane, login: 'jane' }, before: null, after: { roles: ['agent.ticket'], groups: ['General'] } })
      expect(changed).toMatchObject({ number: 4, action: 'changed', at: '2024-05-01T09:01:00.000Z', before: { roles: ['agent.ticket'] }, after: { roles: ['agent.ticket', 'manager.ticket'] } })
      expect(removed).toMatchObject({ number: 5, action: 'removed', before: { roles: ['agent.ticket', 'manager.ticket'] }, after: null })
    })

    it('keeps quiet when nothing changed or the change was undone', async () => {
      const before = (await log()).length
      const owner = client.session!.member.id
      await client.patch(`/api/s/help/agents/${owner}`, { roles: ['manager.ticket', 'agent.ticket'], groupIds: [group] })
      expect((await client.request('POST', '/api/s/help/agents', { memberId: jane, roles: ['agent.ticket'], groupIds: [99_999] })).status).toBe(422)
      expect(await log()).toHaveLength(before)
    })

    it('is searched by each column', async () => {
      const numbers = async (query: string) => (await log(query)).map((entry) => entry.number)
      const service = (await log('target=JANE'))[0]!.service!.id
      expect(await numbers('target=JANE')).toEqual([5, 4, 3])
      expect(await numbers('target=%25')).toEqual([])
      expect(await numbers('action=added')).toEqual([3, 2, 1])
      expect(await numbers('actor=owner')).toEqual([5, 4, 3])
      expect(await numbers('actor=nobody')).toEqual([])
      expect(await numbers('ip=127.0.0')).toEqual([5, 4, 3])
      expect(await numbers(`service=${service}`)).toEqual([5, 4, 3, 2])
      expect(await numbers('role=manager.ticket')).toEqual([5, 4, 2])
      expect(await numbers('from=2024-05-01T09:00:30Z')).toEqual([5, 4])
      expect(await numbers('to=2024-05-01T09:00:30Z')).toEqual([3, 2, 1])
      const first = await client.get<{ items: Entry[]; next: string }>('/api/o/permission-log?limit=2')
      expect(first.items.map((entry) => entry.number)).toEqual([5, 4])
      expect(await numbers(`limit=2&cursor=${first.next}`)).toEqual([3, 2])
    })

    it('is an Excel file of all that a search shows, and says who took it', async () => {
      const response = await fetch(`${host.url}/api/o/permission-log/export?target=jane&zone=Asia%2FSeoul`, { headers: { cookie: client.cookie } })
      expect(response.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''Permission%20changes.xlsx")
      const book = await new ExcelJS.Workbook().xlsx.load((await response.arrayBuffer()) as ExcelJS.Buffer)
      const rows = book.worksheets[0]!.getSheetValues().slice(2) as unknown[][]
      expect(rows.map((row) => row[1])).toEqual((await log('target=jane')).map((entry) => entry.number))
      expect(rows[1]).toEqual([undefined, 4, new Date('2024-05-01T18:01:00Z'), 'Help', 'Owner', 'owner', expect.stringContaining('127.0.0.1'), 'jane', 'jane', 'Changed', 'Agent · tickets\nGroups: General', expect.stringContaining('Manager · tickets')])
      expect((await client.request('GET', '/api/o/permission-log/export?zone=Mars')).status).toBe(400)
      const { items } = await client.get<{ items: object[] }>('/api/o/export-log')
      expect(items).toMatchObject([{ at: new Date(host.clock.now).toISOString(), service: '', member: { login: 'owner' }, ip: expect.stringContaining('127.0.0.1'), what: { en: 'Permission changes' }, conditions: { target: 'jane' } }])
      expect(await (await host.signedIn('owner', 'other')).get('/api/o/export-log')).toEqual({ items: [], next: null })
    })

    it('an Excel file has more than one page of it', async () => {
      const reader = new PermissionLogReader({ all: async (_sql: string, { before, limit }: { before: number; limit: number }) => Array.from({ length: Math.min(limit, 2_499, before - 1) }, (_, at) => ({ number: Math.min(before - 1, 2_499) - at, at: 0, about_service: null, actor_id: null, target_id: 1, before_state: null, after_state: null })) } as unknown as ScopedDb, String)
      const numbers: number[] = []
      for await (const entry of reader.all({})) numbers.push(entry.number)
      expect(numbers).toEqual(Array.from({ length: 2_499 }, (_, at) => 2_499 - at))
    })

    it('is the organisation’s own and its admins’ alone', async () => {
      const theirs = await host.signedIn('owner', 'other')
      const { items } = await theirs.get<{ items: Entry[] }>('/api/o/permission-log')
      expect(items.map((entry) => entry.number)).toEqual([2, 1])
      const plain = await host.signedIn('jane', 'acme')
      for (const path of ['', '/verification']) expect((await plain.request('GET', `/api/o/permission-log${path}`)).status).toBe(403)
    })

    it('continues one after the other when changes come at once', async () => {
      const members = await Promise.all(Array.from({ length: 6 }, (_, i) => host.addMember('acme', `crowd${i}`)))
      await Promise.all(members.map((memberId) => client.post('/api/s/help/agents', { memberId, roles: ['agent.ticket'], groupIds: [group] })))
      expect((await log()).slice(0, 6).map((entry) => entry.number)).toEqual([11, 10, 9, 8, 7, 6])
      expect(await verified()).toEqual({ entries: 11, broken: null })
    })

    it('shows a row that was altered, taken out, cut off or added by hand', async () => {
      const where = "organisation_id = (select id from organisation where domain = 'acme')"
      const row = (await engine.query(`select * from permission_log where ${where} and number = 4`))[0]!
      const head = (await engine.query(`select * from permission_log_head where ${where}`))[0]!
      const columns = Object.keys(row)
      const putBack = (values: Record<string, unknown>) => engine.query(`insert into permission_log (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`, columns.map((column) => values[column] as never))

      await engine.query(`update permission_log set ip = '10.0.0.1' where ${where} and number = 4`)
      expect((await verified()).broken).toEqual({ number: 4, reason: 'altered' })
      await engine.query(`delete from permission_log where ${where} and number = 4`)
      expect((await verified()).broken).toEqual({ number: 4, reason: 'missing' })
      await putBack(row)
      expect((await verified()).broken).toBeNull()

      const last = (await engine.query(`select * from permission_log where ${where} and number = 11`))[0]!
      await engine.query(`delete from permission_log where ${where} and number = 11`)
      expect((await verified()).broken).toEqual({ number: 11, reason: 'missing' })
      await putBack({ ...last, number: 12 })
      expect((await verified()).broken).toEqual({ number: 11, reason: 'missing' })
      await engine.query(`update permission_log set number = 11 where ${where} and number = 12`)

      await engine.query(`delete from permission_log_head where ${where}`)
      expect((await verified()).broken).not.toBeNull()
      await engine.query('insert into permission_log_head (organisation_id, entries, hash) values (?, ?, ?)', [head['organisation_id'] as number, 11, head['hash'] as string])
      expect(await verified()).toEqual({ entries: 11, broken: null })
    })
  })
})
