import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { z } from 'adapters-sdk'
import { eachEngine } from '../support/index.js'
import { TriggerHost } from './support/trigger-host.js'

const rule = (title: string, over: Record<string, unknown> = {}) => ({
  title, state: 'on', events: ['ticket.changed'], conditions: { all: [{ target: 'ticket.priority', op: 'is', value: 'high' }] }, actions: [{ type: 'ticket.priority', params: { priority: 'low' } }], ...over,
})
const back = { conditions: { all: [{ target: 'ticket.priority', op: 'is', value: 'low' }] }, actions: [{ type: 'ticket.priority', params: { priority: 'high' } }] }

eachEngine((engine) => {
  let host: TriggerHost
  beforeAll(async () => {
    host = await TriggerHost.start(engine, () => ({ probe: { actions: [{ type: 'probe.send', label: { ko: '문자 보내기', en: 'Send a text' }, params: z.object({}), run: async () => ({ ko: '', en: '' }) }] } }))
  })
  beforeEach(() => host.clear())
  afterAll(() => host.stop())

  const lint = async (draft: Record<string, unknown>, id: unknown = null) => ((await host.request('POST', '/triggers/lint', { id, ...draft })).body['findings'] as { code: string; level: string; path: string; text: string }[]).map(({ code, level, path }) => [code, level, path])

  it('TRG-7: says while it is written what is wrong with it, by its place, and saves nothing', async () => {
    const groupId = await host.group('gone')
    await host.inService(() => host.db.delete('agent_group', 'id = :groupId', { groupId }))
    host.off.add('probe')
    expect(await lint(rule('', {
      events: [],
      conditions: { all: [{ target: 'ticket.group', op: 'is', value: groupId }, { any: [{ target: 'ticket.state', op: 'is', value: 'solved' }, { all: [{ target: 'ticket.subject', op: 'is', value: 'a' }, { target: 'ticket.subject', op: 'is', value: 'b' }] }] }] },
      actions: [{ type: 'probe.send', params: {} }, { type: 'ticket.note', params: { html: '#{ticket.colour}' } }, { type: 'ticket.fly', params: {} }],
    }))).toEqual([
      ['unknown_code', 'error', 'actions.1.params.html'], ['unknown_action', 'error', 'actions.2.type'], ['unknown_group', 'error', 'conditions.all.0.value'], ['unavailable', 'error', 'actions.0.type'],
    ])
    host.off.clear()
    expect(await lint(rule('', { conditions: { all: [{ any: [{ target: 'ticket.state', op: 'is', value: 'solved' }, { all: [{ target: 'ticket.subject', op: 'is', value: 'a' }, { target: 'ticket.subject', op: 'is', value: 'b' }] }] }] } }))).toEqual([['never_holds', 'warning', 'conditions.all.0.any.1']])
    expect((await host.request('GET', '/triggers')).body.items).toEqual([])
  })

  it('TRG-7: a loop is found with the triggers that are there, named by title, and marked on each in the list', async () => {
    const { id } = (await host.request('POST', '/triggers', rule('낮추기'))).body
    expect(await lint(rule('높이기', back))).toEqual([['loop', 'warning', 'actions']])
    // In its own place it is compared with the others, not with what it was.
    expect(await lint(rule('높이기', back), id)).toEqual([])
    const other = (await host.request('POST', '/triggers', rule('높이기', back))).body['id']
    const found = (await host.request('GET', '/triggers/findings')).body.items
    expect(found).toEqual([id, other].map((one) => ({ id: one, findings: [{ code: 'loop', level: 'warning', path: 'actions', text: expect.stringContaining('“낮추기” → “높이기” → “낮추기”') }] })))
    await host.request('PUT', `/triggers/${other}`, rule('높이기', { ...back, state: 'shadow', version: 1 }))
    expect((await host.request('GET', '/triggers/findings')).body.items).toEqual([])
  })

  it('TRG-7: a trigger that an earlier one makes needless is found behind it only', async () => {
    const spam = { events: ['ticket.created'], conditions: { all: [{ target: 'ticket.subject', op: 'contains', value: '광고' }] }, actions: [{ type: 'ticket.state', params: { state: 'spam' } }] }
    const first = (await host.request('POST', '/triggers', rule('스팸', spam))).body['id']
    const second = (await host.request('POST', '/triggers', rule('광고 접수', { events: ['ticket.created'], conditions: { all: [{ target: 'ticket.subject', op: 'is', value: '광고' }, { target: 'ticket.state', op: 'is', value: 'unassigned' }] } }))).body['id']
    expect((await host.request('GET', '/triggers/findings')).body.items).toMatchObject([{ id: second, findings: [{ code: 'blocked', text: expect.stringContaining('“스팸”') }] }])
    await host.request('PUT', '/triggers/order', { ids: [second, first], expected: [first, second] })
    expect((await host.request('GET', '/triggers/findings')).body.items).toEqual([])
  })
})
