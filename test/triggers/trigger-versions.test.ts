import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { Groups } from '../../core/src/access/groups.js'
import { Categories } from '../../core/src/categories/index.js'
import { inScope } from '../../core/src/tenancy/index.js'
import { eachEngine } from '../support/index.js'
import { TriggerHost, type Answer } from './support/trigger-host.js'

const rule = (title: string, over: Record<string, unknown> = {}) => ({
  title,
  state: 'on',
  events: ['ticket.created'],
  conditions: { all: [{ target: 'ticket.subject', op: 'contains', value: '입금' }] },
  actions: [{ type: 'ticket.priority', params: { priority: 'high' } }],
  ...over,
})

eachEngine((engine) => {
  let host: TriggerHost
  beforeAll(async () => {
    host = await TriggerHost.start(engine)
    await host.inService(() => host.db.insert('member', { id: 1, login: 'minji', name: '김민지', email: '', created_at: 0 }))
  })
  beforeEach(() => host.clear())
  afterAll(() => host.stop())

  const history = async (id: unknown): Promise<Answer['body']['items']> => (await host.request('GET', `/triggers/${String(id)}/versions`)).body.items

  it('TRG-5: every saved change is a version with who and when; the ledger names the one that ran', async () => {
    const { id } = (await host.request('POST', '/triggers', rule('입금'))).body
    await host.request('PUT', `/triggers/${id}`, rule('입금 긴급', { actions: [{ type: 'ticket.priority', params: { priority: 'urgent' } }], version: 1 }))
    await host.request('PUT', `/triggers/${id}`, rule('입금 긴급', { state: 'shadow', actions: [{ type: 'ticket.priority', params: { priority: 'urgent' } }], version: 2 }))
    expect(await history(id)).toMatchObject([
      { version: 3, kind: 'changed', state: 'shadow', title: '입금 긴급' },
      { version: 2, kind: 'changed', state: 'on', title: '입금 긴급', actions: [{ type: 'ticket.priority', params: { priority: 'urgent' } }] },
      { version: 1, kind: 'created', title: '입금', restoredFrom: null, by: { id: 1, name: '김민지' }, at: expect.stringMatching(/Z$/), conditions: { all: [{ target: 'ticket.subject', op: 'contains', value: '입금' }] }, wait: null, reason: null },
    ])
    const page = (await host.request('GET', `/triggers/${id}/versions?limit=2`)).body
    expect(page.items.map((one) => one['version'])).toEqual([3, 2])
    expect((await host.request('GET', `/triggers/${id}/versions?limit=2&cursor=${String(page['next'])}`)).body).toMatchObject({ items: [{ version: 1 }], next: null })
    const ticket = await host.created({ subject: '입금 문의' })
    expect((await host.results(ticket.id)).get(id as number)).toMatchObject({ version: 3, state: 'shadow' })
  })

  it('TRG-1: rolling back makes an earlier version the newest; who saw an older one is refused', async () => {
    const { id } = (await host.request('POST', '/triggers', rule('입금', { events: ['time.passed'], wait: { state: 'on_hold', minutes: 5 } }))).body
    await host.request('PUT', `/triggers/${id}`, rule('다르게', { conditions: { all: [] }, version: 1 }))
    expect((await host.request('POST', `/triggers/${id}/restore`, { to: 1, version: 1 })).body).toMatchObject({ status: 409, code: 'trigger.changed_meanwhile' })
    expect((await host.request('POST', `/triggers/${id}/restore`, { to: 1, version: 2 })).body).toMatchObject({ title: '입금', version: 3, events: ['time.passed'], wait: { state: 'on_hold', minutes: 5 }, conditions: { all: [{ value: '입금' }] } })
    expect(await history(id)).toMatchObject([{ version: 3, kind: 'restored', restoredFrom: 1 }, { version: 2 }, { version: 1 }])
    expect((await host.request('POST', `/triggers/${id}/restore`, { to: 9, version: 3 })).body).toMatchObject({ status: 404, code: 'trigger.no_such_version' })
    const groupId = await host.group('임시')
    await host.request('PUT', `/triggers/${id}`, rule('배분', { actions: [{ type: 'ticket.assign', params: { groupId } }], version: 3 }))
    await host.request('PUT', `/triggers/${id}`, rule('배분', { version: 4 }))
    await host.inService(() => host.db.delete('agent_group', 'id = :groupId', { groupId }))
    expect((await host.request('POST', `/triggers/${id}/restore`, { to: 4, version: 5 })).body).toMatchObject({ code: 'trigger.invalid', errors: [{ path: 'body.actions.0.params.groupId' }] })
  })

  it('TRG-5: the history outlives the trigger, and is nobody else\'s', async () => {
    const { id } = (await host.request('POST', '/triggers', rule('입금'))).body
    await host.request('DELETE', `/triggers/${id}`)
    expect(await history(id)).toMatchObject([{ version: 2, kind: 'removed', by: { name: '김민지' } }, { version: 1, kind: 'created' }])
    expect((await host.request('GET', '/triggers/removed')).body.items[0]).toMatchObject({ id, title: '입금', version: 2, by: '김민지', at: expect.stringMatching(/Z$/) })
    expect((await host.request('POST', `/triggers/${id}/restore`, { to: 1, version: 2 })).body).toMatchObject({ code: 'trigger.not_found' })
    const theirs = await host.addService(`other-${engine.engine}`)
    const there = await inScope({ kind: 'service', ...theirs, cause: { origin: 'system', chain: 'test', depth: 0 } }, () => host.db.all('select v.id from {trigger_version} v'))
    expect(there).toEqual([])
    expect((await host.request('GET', '/triggers/999999/versions')).body).toMatchObject({ status: 404 })
  })

  it('TRG-1: of two who put triggers in order at once one is refused', async () => {
    const ids = [] as unknown[]
    for (const title of ['가', '나', '다']) ids.push((await host.request('POST', '/triggers', rule(title))).body['id'])
    const [a, b, c] = ids
    const answers = await Promise.all([[c, a, b], [b, c, a]].map((order) => host.request('PUT', '/triggers/order', { ids: order, expected: ids })))
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409])
    const order = (await host.request('GET', '/triggers')).body.items.map((item) => item['id'])
    expect(order).toEqual(answers[0]!.status === 204 ? [c, a, b] : [b, c, a])
  })

  it('TRG-7: a trigger that names a deleted type is switched off with it, by the system, with the reason', async () => {
    const categories = new Categories(host.db, host.events, () => 1)
    const category = await host.inService(() => categories.create('intake', null, '환불'))
    const conditions = { any: [{ target: 'ticket.intakeType', op: 'is', value: category.id }] }
    const { id } = (await host.request('POST', '/triggers', rule('환불', { conditions }))).body
    const other = (await host.request('POST', '/triggers', rule('입금'))).body['id']
    await host.inService(() => categories.remove(category.id))
    expect((await host.request('GET', '/triggers')).body.items).toMatchObject([{ id, state: 'off', version: 2, broken: expect.stringContaining('no such intake type') }, { id: other, state: 'on', version: 1, broken: null }])
    expect((await history(id))[0]).toMatchObject({ kind: 'switched_off', by: null, state: 'off', reason: { ko: '이 서비스에 없는 접수유형입니다: 환불', en: 'The service has no such intake type: 환불' } })
    const ticket = await host.created({ subject: '입금' })
    expect((await host.results(ticket.id)).has(id as number)).toBe(false)
    expect(ticket.priority).toBe('high')
  })

  it('TRG-7: a deleted group is called by its name in the reason', async () => {
    const groups = new Groups(host.db, { openTicketsOfGroup: async () => 0 } as never, host.events, () => 1)
    const group = await host.inService(() => groups.create('기술지원'))
    const { id } = (await host.request('POST', '/triggers', rule('오류', { actions: [{ type: 'ticket.assign', params: { groupId: group.id, how: 'none' } }] }))).body
    await host.inService(() => groups.remove(group.id))
    expect((await history(id))[0]).toMatchObject({ kind: 'switched_off', reason: { ko: '이 서비스에 없는 그룹입니다: 기술지원' } })
  })
})
