import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { inScope } from '../../core/src/tenancy/index.js'
import { eachEngine } from '../support/index.js'
import { TriggerHost } from './support/trigger-host.js'

const rule = (title: string, over: Record<string, unknown> = {}) => ({
  title,
  state: 'on',
  events: ['ticket.created'],
  conditions: { must: [{ target: 'ticket.subject', op: 'contains', value: '무통장입금' }], any: [] },
  actions: [{ type: 'ticket.priority', params: { priority: 'high' } }],
  ...over,
})

eachEngine((engine) => {
  let host: TriggerHost
  beforeAll(async () => {
    host = await TriggerHost.start(engine, () => ({ probe: { conditions: [{ target: 'probe.mood', type: 'text', label: { ko: '기분', en: 'Mood' }, read: () => null }] } }))
  })
  beforeEach(() => host.clear())
  afterAll(() => host.stop())

  it('TRG-1: triggers are added, changed, put in order and removed', async () => {
    const first = await host.request('POST', '/triggers', rule('첫째'))
    expect(first.status).toBe(201)
    expect(first.body).toMatchObject({ title: '첫째', state: 'on', events: ['ticket.created'], broken: null, version: 1, conditions: { all: [{ target: 'ticket.subject', op: 'contains', value: '무통장입금' }] }, updatedAt: expect.stringMatching(/Z$/) })
    const second = await host.request('POST', '/triggers', rule('둘째', { state: 'shadow' }))
    const [a, b] = [first.body['id'], second.body['id']]
    expect((await host.request('PUT', '/triggers/order', { ids: [b, a], expected: [a, b] })).status).toBe(204)
    for (const order of [{ ids: [a], expected: [b, a] }, { ids: [a, a], expected: [b, a] }, { ids: [a, b], expected: [a, b] }]) expect((await host.request('PUT', '/triggers/order', order)).body).toMatchObject({ status: 409, code: 'trigger.order_changed' })
    const changed = await host.request('PUT', `/triggers/${a}`, rule('첫째 고침', { version: 1 }))
    expect(changed.body).toMatchObject({ title: '첫째 고침', version: 2 })
    expect((await host.request('PUT', `/triggers/${a}`, rule('늦음', { version: 1 }))).body).toMatchObject({ status: 409, code: 'trigger.changed_meanwhile' })
    expect((await host.request('GET', '/triggers')).body.items.map((item) => item['title'])).toEqual(['둘째', '첫째 고침'])
    expect((await host.request('DELETE', `/triggers/${b}`)).status).toBe(204)
    expect((await host.request('DELETE', `/triggers/${b}`)).body).toMatchObject({ status: 404, code: 'trigger.not_found' })
    expect((await host.created({ subject: '[무통장입금] 확인' })).priority).toBe('high')
  })

  it('TRG-7: what does not exist is refused by field, also what exists in another service only', async () => {
    const theirs = await host.addService(`other-${engine.engine}`)
    const [groupId] = await inScope({ kind: 'service', ...theirs, cause: { origin: 'system', chain: 'test', depth: 0 } }, () => host.db.insert('agent_group', { name: 'theirs', created_at: 0 }))
    const answer = await host.request('POST', '/triggers', rule('x', {
      events: ['ticket.vanished'],
      conditions: { must: [{ target: 'ticket.group', op: 'is', value: groupId }, { target: 'ticket.subject', op: 'rhymes', value: 'x' }], any: [] },
      actions: [{ type: 'ticket.assign', params: { groupId } }, { type: 'ticket.assign', params: { groupId: 'x' } }, { type: 'ticket.note', params: { html: '#{ticket.colour}' } }],
    }))
    expect(answer.body).toMatchObject({ status: 400, code: 'trigger.invalid' })
    expect((answer.body['errors'] as { path: string; message: string }[]).map(({ path, message }) => `${path}: ${message}`)).toEqual([
      'body.events.0: There is no such event: ticket.vanished',
      'body.conditions.all.1.op: This comparison does not fit here: rhymes',
      'body.actions.1.params.groupId: Enter a number.',
      'body.actions.2.params.html: There is no such substitution code: #{ticket.colour}',
      `body.conditions.all.0.value: The service has no such group: ${groupId}`,
      `body.actions.0.params.groupId: The service has no such group: ${groupId}`,
    ])
    expect((await host.request('POST', '/triggers', rule('x', { actions: [{ type: 'ticket.assign', params: { groupId, how: 'agent' } }] }))).status).toBe(400)
    expect((await host.request('POST', '/triggers', rule('x', { actions: [] }))).body).toMatchObject({ code: 'http.bad_input' })
  })

  it('TRG-1: groups are stored as deep as they were written; too deep or malformed ones are refused by place', async () => {
    const leaf = { target: 'ticket.priority', op: 'is', value: 'urgent' }
    const conditions = { any: [{ all: [leaf, { not: { target: 'ticket.subject', op: 'contains', value: '광고' } }] }, { not: { any: [leaf] } }] }
    const { body } = await host.request('POST', '/triggers', rule('겹', { conditions }))
    expect((await host.request('GET', '/triggers')).body.items).toMatchObject([{ id: body['id'], conditions, broken: null }])
    expect((await host.created({ subject: '문의', priority: 'urgent' })).priority).toBe('high')
    expect((await host.created({ subject: '[광고] 문의', priority: 'urgent' })).priority).toBe('urgent')
    const deep = Array.from({ length: 7 }).reduce<object>((inner) => ({ not: inner }), leaf)
    for (const [wrong, path] of [[deep, 'body.conditions.not.not.not.not.not.not.not'], [{ all: [{ op: 'is' }] }, 'body.conditions.all.0.target'], [{ any: leaf }, 'body.conditions.any'], [{ all: [leaf], any: [leaf] }, 'body.conditions.target']]) {
      const answer = await host.request('POST', '/triggers', rule('x', { conditions: wrong }))
      expect(answer.body).toMatchObject({ code: 'http.bad_input' })
      expect((answer.body['errors'] as { path: string }[])[0]!.path).toBe(path)
    }
  })

  it('TRG-7: a broken trigger shows why, and can be switched off as it is', async () => {
    const groupId = await host.group('temporary')
    const actions = [{ type: 'ticket.assign', params: { groupId, how: 'turn' } }]
    const { body } = await host.request('POST', '/triggers', rule('배분', { actions }))
    await host.inService(() => host.db.delete('agent_group', 'id = :groupId', { groupId }))
    expect((await host.request('GET', '/triggers')).body.items).toMatchObject([{ broken: `The service has no such group: ${groupId}` }])
    expect((await host.request('PUT', `/triggers/${body['id']}`, rule('배분', { actions, version: 1 }))).status).toBe(400)
    expect((await host.request('PUT', `/triggers/${body['id']}`, rule('배분', { actions, state: 'off', version: 1 }))).body).toMatchObject({ state: 'off', broken: expect.any(String) })
  })

  it('names what triggers can be made of, without plugins that are switched off', async () => {
    const parts = (await host.request('GET', '/trigger-parts')).body as unknown as { events: { name: string }[]; conditions: { target: string; operators: { op: string; takes: string }[] }[]; actions: { type: string; params: object }[] }
    expect(parts.events.map(({ name }) => name)).toEqual(['ticket.created', 'customer.replied', 'agent.replied', 'ticket.changed', 'ticket.handed_over', 'sla.warning', 'sla.breached', 'time.passed'])
    expect(parts.conditions.map(({ target }) => target)).toContain('probe.mood')
    expect(parts.conditions.find(({ target }) => target === 'ticket.state')).toMatchObject({ choices: expect.arrayContaining([{ value: 'unassigned', label: { ko: '미할당', en: 'Unassigned' } }]), operators: expect.arrayContaining([{ op: 'changed_to', takes: 'one', label: { ko: '다음으로 변경됨', en: 'changed to' } }]) })
    expect(parts.actions.map(({ type }) => type)).toEqual(['ticket.assign', 'ticket.priority', 'ticket.state', 'ticket.intakeType', 'ticket.handlingType', 'ticket.tags', 'ticket.field', 'ticket.note', 'http.callback', 'dooray.hook'])
    expect(parts.actions[0]!.params).toMatchObject({ properties: { groupId: { type: 'integer', choicesFrom: 'groups', title: { ko: '담당그룹', en: 'Group' } }, how: { default: 'none', labels: { turn: { ko: '순차 배분' } } }, agentId: { showWhen: { how: 'agent' } } } })
    host.off.add('probe')
    expect((await host.request('GET', '/trigger-parts')).body['conditions']).not.toContainEqual(expect.objectContaining({ target: 'probe.mood' }))
    host.off.clear()
  })

  it('TRG-5: a ticket says why triggers did and did not run on it', async () => {
    const { body } = await host.request('POST', '/triggers', rule('입금'))
    const ticket = await host.created({ subject: '무통장입금' })
    await host.request('DELETE', `/triggers/${body['id']}`)
    await host.request('POST', '/triggers', rule('회신', { events: ['customer.replied'] }))
    await host.react(ticket.id, 'customer.replied')
    const why = await host.request('GET', `/tickets/${ticket.number}/why`)
    expect(why.body).toEqual({
      evaluations: [
        { id: expect.any(Number), event: 'customer.replied', at: expect.any(String), missed: 0, triggers: [expect.objectContaining({ title: '회신', state: 'fired', newest: 1 })] },
        {
          id: expect.any(Number),
          event: 'ticket.created',
          at: expect.stringMatching(/Z$/),
          missed: 0,
          triggers: [{
            triggerId: body['id'], title: '입금', version: 1, newest: null, state: 'fired', reason: null, wokenBy: null, decided: [],
            conditions: [{ target: 'ticket.subject', op: 'contains', value: '무통장입금', seen: '무통장입금', held: true }],
            actions: [{ type: 'ticket.priority', state: 'done', outcome: { ko: '우선순위를 [높음](으)로 했습니다.', en: 'Priority set to High.' }, changes: { priority: { before: 'normal', after: 'high' } }, mails: [] }],
          }],
        },
      ],
      next: null,
    })
    expect((await host.request('GET', '/tickets/T0/why')).status).toBe(404)
  })
})
