import { afterAll, beforeAll, expect, it } from 'vitest'
import { addGroup, addMember, signIn, startCore, type RunningCore } from '../faults/support/index.js'
import { eachEngine, type ApiClient } from '../support/index.js'

interface View { readonly id: number; readonly title: string; readonly mayChange: boolean; readonly broken: string | null; readonly version: number }
interface Page { readonly items: { readonly number: string; readonly subject: string }[]; readonly next: string | null; readonly previous: string | null }

const HELP = { organisation: 'acme', code: 'help' }
const TICKETS = 57
const PAGE = 10

eachEngine((engine) => {
  let running: RunningCore
  let kim: ApiClient
  let lee: ApiClient
  let payments: number
  let sales: number

  const base = '/api/s/help'
  const views = async (client: ApiClient) => (await client.get<{ items: View[] }>(`${base}/ticket-views`)).items
  const keep = (client: ApiClient, body: object) => client.post<View>(`${base}/ticket-views`, { conditions: { all: [] }, ...body })
  const problem = async (client: ApiClient, method: string, path: string, body?: object) => (await client.request(method, base + path, body)).body as { code: string; status: number }
  const page = (client: ApiClient, query: string) => client.get<Page>(`${base}/tickets?limit=${PAGE}&${query}`)
  const filter = (tree: object) => `filter=${encodeURIComponent(JSON.stringify(tree))}`

  beforeAll(async () => {
    running = await startCore(engine)
    payments = await addGroup(engine, HELP, 'Payments')
    sales = await addGroup(engine, HELP, 'Sales')
    const kimId = await addMember(engine, HELP, 'kim', ['agent.ticket'], [payments])
    await addMember(engine, HELP, 'lee', ['agent.ticket'], [sales])
    kim = await signIn(running.url, 'acme', 'kim')
    lee = await signIn(running.url, 'acme', 'lee')
    const [customer] = await engine.query<{ id: number }>("insert into customer (service_id, number, name, created_at) select v.id, 'U1', 'Hong', 0 from service v where v.code = 'help' returning id")
    const states = ['unassigned', 'in_progress', 'solved', 'spam']
    for (let index = 0; index < TICKETS; index++) {
      // Several share a moment and a priority, so that the order among equals matters.
      await engine.query(
        `insert into ticket (service_id, number, subject, state, priority, priority_rank, channel, due_at, customer_id, group_id, assignee_id, created_at, updated_at) select v.id, ?, ?, ?, ?, cast(? as integer), 'email', cast(? as bigint), cast(? as bigint), cast(? as bigint), cast(? as bigint), cast(? as bigint), cast(? as bigint) from service v where v.code = 'help'`,
        [`T${index}`, `Question ${index}`, states[index % 4]!, index % 3 === 0 ? 'urgent' : 'normal', index % 3 === 0 ? 3 : 1, index % 2 === 0 ? null : 3000 + (index % 10), customer!.id, index % 2 === 0 ? payments : sales, index % 4 === 1 ? kimId : null, 1000 + Math.floor(index / 5), 2000 - Math.floor(index / 7)],
      )
    }
  })
  afterAll(() => running?.stop())

  it('TKT-4: pages go on and back without a gap or a double, on every sorting, equal ones included', async () => {
    for (const sort of ['updatedAt', '-updatedAt', 'createdAt', '-createdAt', 'priority', '-priority', 'dueAt', '-dueAt']) {
      const pages: string[][] = []
      let last: Page | undefined
      for (let cursor: string | null = ''; cursor !== null; cursor = last.next) {
        last = await page(kim, `view=all&sort=${sort}${cursor === '' ? '' : `&cursor=${cursor}`}`)
        pages.push(last.items.map((item) => item.number))
      }
      expect(new Set(pages.flat()).size).toBe(TICKETS - Math.floor(TICKETS / 4))
      expect(pages.flat()).toHaveLength(TICKETS - Math.floor(TICKETS / 4))
      const back: string[][] = [pages.at(-1)!]
      for (let cursor = last!.previous; cursor !== null; cursor = last!.previous) {
        last = await page(kim, `view=all&sort=${sort}&cursor=${cursor}`)
        back.unshift(last.items.map((item) => item.number))
      }
      expect(back).toEqual(pages)
    }
    const urgentFirst = await page(kim, `view=all&sort=-priority&${filter({ target: 'ticket.state', op: 'is_not', value: 'solved' })}`)
    expect(urgentFirst.items.slice(0, 8).every((item) => Number(item.number.slice(1)) % 3 === 0)).toBe(true)
    await kim.patch(`${base}/tickets/T1`, { priority: 'low' })
    expect((await page(kim, 'view=all&sort=priority')).items[0]!.number).toBe('T1')
    for (const wrong of ['cursor=xyz', 'sort=subject', 'view=v', 'view=secret', 'filter=%7B', filter({ target: 'moon', op: 'is', value: 1 }), filter({ target: 'ticket.state', op: 'changed', value: null })]) {
      expect((await problem(kim, 'GET', `/tickets?${wrong}`)).code, wrong).toBe('http.bad_input')
    }
  })

  it('TKT-4: a kept view lists what its conditions say, for whoever looks, and is counted', async () => {
    const mine = await keep(kim, { title: 'Mine', conditions: { all: [{ target: 'ticket.assignee', op: 'is', value: 'me' }] }, columns: ['state', 'group'], sort: 'createdAt' })
    const groups = await keep(running.admin, { title: 'Our groups, not mine', audience: 'all', conditions: { all: [{ target: 'ticket.group', op: 'is', value: 'mine' }, { not: { target: 'ticket.assignee', op: 'is', value: 'me' } }] } })
    const numbers = async (client: ApiClient, id: number) => (await client.get<Page>(`${base}/tickets?view=v${id}&limit=200`)).items.map((item) => Number(item.number.slice(1)))
    expect(await numbers(kim, mine.id)).toEqual(Array.from({ length: TICKETS }, (_, index) => index).filter((index) => index % 4 === 1).sort((a, b) => Math.floor(a / 5) - Math.floor(b / 5) || a - b))
    const kims = await numbers(kim, groups.id)
    const lees = await numbers(lee, groups.id)
    expect([kims.every((index) => index % 2 === 0 && index % 4 !== 3), lees.every((index) => index % 2 === 1 && index % 4 !== 3)]).toEqual([true, true])
    expect(lees.length).toBeGreaterThan(kims.length / 3)
    const counts = (await kim.get<{ items: { id: number; count: number }[] }>(`${base}/ticket-views/counts`)).items
    expect(counts).toContainEqual({ id: groups.id, count: kims.length, more: false })
    expect(await kim.get(`${base}/tickets/count?view=v${groups.id}&${filter({ target: 'ticket.state', op: 'is', value: 'solved' })}`)).toEqual({ count: kims.filter((index) => index % 4 === 2).length, more: false })
    expect((await problem(lee, 'GET', `/tickets?view=v${mine.id}`)).code).toBe('ticket_view.not_found')
  })

  it('TKT-4: private, for a group, for all: who sees a view, and who may change it', async () => {
    const own = await keep(kim, { title: 'Own' })
    const team = await keep(kim, { title: 'Team', audience: 'group', groupId: payments })
    expect((await problem(kim, 'POST', '/ticket-views', { title: 'All', audience: 'all', conditions: {} })).code).toBe('ticket_view.managers_only')
    expect((await problem(kim, 'POST', '/ticket-views', { title: 'Theirs', audience: 'group', groupId: sales, conditions: {} })).code).toBe('ticket_view.unknown_group')
    const seen = async (client: ApiClient, id: number) => (await views(client)).find((view) => view.id === id)?.mayChange ?? null
    expect([await seen(kim, own.id), await seen(lee, own.id), await seen(running.admin, own.id)]).toEqual([true, null, null])
    expect([await seen(kim, team.id), await seen(lee, team.id), await seen(running.admin, team.id)]).toEqual([true, null, true])
    for (const [method, path] of [['DELETE', `/ticket-views/${team.id}`], ['GET', `/tickets?view=v${team.id}`]] as const) expect((await problem(lee, method, path)).code).toBe('ticket_view.not_found')
    const all = await keep(running.admin, { title: 'For all', audience: 'all' })
    expect((await problem(lee, 'DELETE', `/ticket-views/${all.id}`)).code).toBe('ticket_view.not_yours')
    const changed = await running.admin.put<View>(`${base}/ticket-views/${team.id}`, { title: 'Team, checked', audience: 'group', groupId: payments, conditions: {}, version: team.version })
    expect(changed.version).toBe(team.version + 1)
    expect((await problem(kim, 'PUT', `/ticket-views/${team.id}`, { title: 'Late', audience: 'group', groupId: payments, conditions: {}, version: team.version })).code).toBe('ticket_view.changed_meanwhile')
    expect((await problem(running.admin, 'PUT', `/ticket-views/${team.id}`, { title: 'Taken', audience: 'private', conditions: {}, version: changed.version })).code).toBe('ticket_view.not_yours')
    await kim.delete(`${base}/ticket-views/${own.id}`)
    expect(await seen(kim, own.id)).toBe(null)
  })

  it('TKT-4: views stand in the order they were put in', async () => {
    const ids: number[] = []
    for (const title of ['one', 'two', 'three']) ids.push((await keep(lee, { title })).id)
    await lee.put(`${base}/ticket-views/order`, { ids: [ids[2]!, ids[0]!, ids[1]!] })
    expect((await views(lee)).filter((view) => ids.includes(view.id)).map((view) => view.title)).toEqual(['three', 'one', 'two'])
    expect((await problem(kim, 'PUT', '/ticket-views/order', { ids })).code).toBe('ticket_view.not_found')
  })

  it('TKT-4: a view that names what is gone says so, is not listed, and the others are', async () => {
    const temporary = await addGroup(engine, HELP, 'Temporary')
    const broken = await keep(running.admin, { title: 'Gone soon', audience: 'all', conditions: { any: [{ target: 'ticket.group', op: 'is', value: temporary }] } })
    await engine.query('delete from agent_group where id = ?', [temporary])
    expect((await views(kim)).find((view) => view.id === broken.id)?.broken).toContain(String(temporary))
    expect((await views(kim)).filter((view) => view.broken === null).length).toBeGreaterThan(0)
    expect((await problem(running.admin, 'PUT', `/ticket-views/${broken.id}`, { title: 'Still', audience: 'all', conditions: { any: [{ target: 'ticket.group', op: 'is', value: temporary }] }, version: broken.version })).code).toBe('ticket_view.invalid')
    await engine.query('update ticket_view set conditions = ? where id = ?', [JSON.stringify({ target: 'ticket.mood', op: 'is', value: 1 }), broken.id])
    expect((await problem(kim, 'GET', `/tickets?view=v${broken.id}`)).code).toBe('ticket_view.broken')
    expect((await kim.get<{ items: { id: number }[] }>(`${base}/ticket-views/counts`)).items.map((one) => one.id)).not.toContain(broken.id)
  })
})
