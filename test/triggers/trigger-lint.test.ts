import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { z } from 'adapters-sdk'
import { Categories } from '../../core/src/categories/index.js'
import { neverComes } from '../../core/src/triggers/lint/never-comes.js'
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

  /** A text field of agents that is asked of every ticket, unless it says otherwise. */
  const field = (code: string, { kind = 'text', side = 'agent', options = [] as string[], required = false, type = null as number | null } = {}) =>
    host.inService(async () => {
      const [id] = await host.db.insert('ticket_field', { side, kind, code, name: code, options: JSON.stringify(options), created_at: 0, updated_at: 0 })
      await host.db.insert('ticket_field_use', { field_id: id!, intake_type_id: type, position: 1, required: required ? 1 : 0 })
    })

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

  it('TRG-7: somebody named who is not in the group, a group with nobody in it, and a value that a field does not offer', async () => {
    const [full, empty] = [await host.group('full'), await host.group('empty')]
    const [ann, bob] = [await host.agent('ann', [full]), await host.agent('bob', [])]
    await field('bank', { kind: 'drop_down', options: ['신한', 'KB'] })
    const actions = [
      ['ticket.assign', { groupId: full, how: 'agent', agentId: ann }], ['ticket.assign', { groupId: full, how: 'agent', agentId: bob }], ['ticket.assign', { groupId: empty, how: 'turn' }], ['ticket.assign', { groupId: empty, how: 'none' }],
      ['ticket.field', { field: 'drop_down.bank', value: 'KB' }], ['ticket.field', { field: 'drop_down.bank', value: 'Post' }], ['ticket.field', { field: 'drop_down.bank', value: '#{customer.name}' }], ['ticket.field', { field: 'drop_down.bank' }],
    ].map(([type, params]) => ({ type, params }))
    expect(await lint(rule('', { events: ['ticket.created'], actions }))).toEqual([['not_in_group', 'warning', 'actions.1.params.agentId'], ['nobody_in_group', 'warning', 'actions.2.params.groupId'], ['not_offered', 'warning', 'actions.5.params.value']])
  })

  it('TRG-7: a required field that may be empty when a trigger solves the ticket, with the intake types it can meet', async () => {
    const categories = new Categories(host.db, host.events, () => 1)
    const [order, refund, other] = await host.inService(async () => {
      const above = (await categories.create('intake', null, '주문')).id
      return [above, (await categories.create('intake', above, '환불')).id, (await categories.create('intake', null, '기타')).id]
    })
    await field('everywhere', { required: true })
    await field('account', { required: true, type: order! })
    await field('maybe', { type: order! })
    await field('told', { required: true, side: 'customer' })
    const solve = { type: 'ticket.state', params: { state: 'solved' } }
    const fill = (code: string, value?: string) => ({ type: 'ticket.field', params: { field: `text.${code}`, ...(value && { value }) } })
    const said = async (conditions: unknown, actions: unknown[]) => {
      const { body } = await host.request('POST', '/triggers/lint', { id: null, ...rule('', { events: ['ticket.created'], conditions, actions }) })
      return (body['findings'] as { code: string; path: string; text: string }[]).filter(({ code }) => code === 'unfilled').map(({ path, text }) => `${path} ${text.slice(text.lastIndexOf(':') + 2)}`)
    }
    const all = (...conditions: unknown[]) => ({ all: conditions })
    const asked = (target: string, op: string, value: unknown = null) => ({ target, op, value })
    expect(await said(all(), [solve])).toEqual(['actions.0 “everywhere”, “account”'])
    expect(await said(all(), [{ type: 'ticket.state', params: { state: 'on_hold' } }])).toEqual([])
    expect(await said(all(), [fill('everywhere', 'x'), solve])).toEqual(['actions.1 “account”'])
    expect(await said(all(), [fill('everywhere'), fill('account', 'x'), solve])).toEqual(['actions.2 “everywhere”'])
    expect(await said(all(asked('field.text.everywhere', 'present'), asked('ticket.intakeType', 'is', other)), [solve])).toEqual([])
    expect(await said(all(asked('field.text.everywhere', 'contains', 'x'), asked('ticket.intakeType', 'is', refund)), [solve])).toEqual(['actions.0 “account”'])
    expect(await said(all(asked('field.text.everywhere', 'present')), [{ type: 'ticket.intakeType', params: { categoryId: other } }, solve])).toEqual([])
  })

  it('TRG-7: deadlines that the service does not use, and a channel that is not there', async () => {
    const draft = rule('', { events: ['ticket.created', 'sla.breached'], conditions: { all: [{ target: 'ticket.channel', op: 'any_of', value: ['email', 'fax'] }, { any: [{ target: 'sla.first.state', op: 'is', value: 'near' }, { target: 'ticket.dueAt', op: 'past', value: null }] }] } })
    expect(await lint(draft)).toEqual([['no_deadlines', 'warning', 'events.1'], ['no_deadlines', 'warning', 'conditions.all.1.any.0'], ['no_deadlines', 'warning', 'conditions.all.1.any.1'], ['no_channel', 'warning', 'conditions.all.0']])
    expect(neverComes({ ...draft, wait: null, actions: [] }, { deadlines: true, channels: ['email', 'fax'] })).toEqual([])
  })
})
