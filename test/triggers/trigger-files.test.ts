import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { Categories } from '../../core/src/categories/index.js'
import { eachEngine } from '../support/index.js'
import { TriggerHost } from './support/trigger-host.js'

const rule = (title: string, over: Record<string, unknown> = {}) => ({
  title, state: 'on', events: ['ticket.created'], conditions: { all: [{ target: 'ticket.subject', op: 'contains', value: '입금: #1 "확인"' }] }, actions: [{ type: 'ticket.priority', params: { priority: 'high' } }], ...over,
})

eachEngine((engine) => {
  let host: TriggerHost
  let groupId: number
  let agentId: number
  let typeId: number
  beforeAll(async () => {
    host = await TriggerHost.start(engine)
    groupId = await host.group('결제')
    agentId = await host.agent('minji', [groupId])
    const categories = new Categories(host.db, host.events, () => 1)
    typeId = await host.inService(async () => (await categories.create('intake', (await categories.create('intake', null, '주문')).id, '환불')).id)
  })
  beforeEach(() => host.clear())
  afterAll(() => host.stop())

  const file = async (): Promise<string> => (await fetch(`${host.url}/triggers/export`, { headers: { cookie: 'oc_session=x' } })).text()
  const login = async () => (await host.rows<{ login: string }>('select m.login from {member} m where m.id = :agentId', { agentId }))[0]!.login
  const all = () => host.request('GET', '/triggers').then(({ body }) => body.items)

  it('TRG-1: triggers are written to a file by names, and read again are the same', async () => {
    const conditions = { any: [{ target: 'ticket.group', op: 'any_of', value: [groupId] }, { not: { target: 'ticket.intakeType', op: 'is', value: typeId } }] }
    await host.request('POST', '/triggers', rule('배분', { events: ['time.passed'], wait: { state: 'on_hold', minutes: 60 }, conditions, actions: [{ type: 'ticket.assign', params: { groupId, how: 'agent', agentId } }, { type: 'ticket.note', params: { html: '<p>한 줄\n두 줄: #{ticket.number}</p>' } }] }))
    await host.request('POST', '/triggers', rule('입금', { state: 'off' }))
    const yaml = await file()
    for (const name of ['결제', '주문 / 환불', await login()]) expect(yaml).toContain(name)
    expect(yaml).not.toMatch(new RegExp(`groupId: ${groupId}\\b`))
    expect((await host.request('POST', '/triggers/compare', { yaml })).body.items.map((one) => one['change'])).toEqual(['same', 'same'])
    const before = await all()
    await host.clear()
    const answer = await host.request('POST', '/triggers/import', { yaml, seen: {} })
    expect(answer.body.items.map((one) => one['change'])).toEqual(['added', 'added'])
    const bare = (items: Record<string, unknown>[]) => items.map(({ title, state, events, wait, conditions: tree, actions }) => ({ title, state, events, wait, tree, actions }))
    expect(bare(await all())).toEqual(bare(before))
    expect((await host.request('GET', `/triggers/${String((await all())[0]!['id'])}/versions`)).body.items).toMatchObject([{ kind: 'imported', version: 1 }])
  })

  it('TRG-1: the service’s own fields go along by their kind and code', async () => {
    await host.inService(async () => {
      const [id] = await host.db.insert('ticket_field', { side: 'agent', kind: 'drop_down', code: 'bank', name: '은행', options: '["신한","KB"]', created_at: 0, updated_at: 0 })
      await host.db.insert('ticket_field_use', { field_id: id!, intake_type_id: null, position: 1, required: 0 })
    })
    await host.request('POST', '/triggers', rule('은행', { conditions: { all: [{ target: 'field.drop_down.bank', op: 'is', value: '신한' }] }, actions: [{ type: 'ticket.field', params: { field: 'drop_down.bank', value: 'KB' } }] }))
    const yaml = await file()
    expect(yaml).toContain('field.drop_down.bank')
    expect((await host.request('POST', '/triggers/compare', { yaml: yaml.replace('KB', '신한') })).body.items).toMatchObject([{ change: 'changed', after: { actions: [{ params: { field: 'drop_down.bank', value: '신한' } }] } }])
    await host.clear()
    await host.request('POST', '/triggers/import', { yaml, seen: {} })
    expect((await all())[0]).toMatchObject({ title: '은행', broken: null, conditions: { all: [{ target: 'field.drop_down.bank', op: 'is', value: '신한' }] } })
  })

  it('TRG-1: comparing saves nothing; importing does what was shown, and is refused when it is not so any more', async () => {
    const { id } = (await host.request('POST', '/triggers', rule('입금'))).body
    const yaml = (await file()).replace('priority: high', 'priority: urgent')
    expect((await host.request('POST', '/triggers/compare', { yaml })).body.items).toMatchObject([{ change: 'changed', before: { id, version: 1, actions: [{ params: { priority: 'high' } }] }, after: { actions: [{ params: { priority: 'urgent' } }] } }])
    expect((await all())[0]).toMatchObject({ version: 1 })
    await host.request('PUT', `/triggers/${id}`, rule('입금', { state: 'shadow', version: 1 }))
    expect((await host.request('POST', '/triggers/import', { yaml, seen: { [String(id)]: 1 } })).body).toMatchObject({ status: 409, code: 'trigger.changed_meanwhile' })
    expect((await host.request('POST', '/triggers/import', { yaml, seen: { [String(id)]: 2 } })).status).toBe(200)
    expect(await all()).toMatchObject([{ id, version: 3, state: 'on', actions: [{ params: { priority: 'urgent' } }] }])
  })

  it('TRG-1: what names something that is gone is read again as it is here', async () => {
    await host.rule({ title: '고장', state: 'off', actions: [['ticket.assign', { groupId: 987_654, how: 'none' }]] })
    const yaml = await file()
    expect(yaml).toContain('#987654')
    expect((await host.request('POST', '/triggers/compare', { yaml })).body.items).toMatchObject([{ change: 'same' }])
    expect((await host.request('POST', '/triggers/compare', { yaml: yaml.replace('state: off', 'state: on') })).status).toBe(400)
  })

  it('TRG-7: a file with something wrong names its line, and nothing of it is imported', async () => {
    const yaml = [
      'triggers:',
      '  - title: 좋음',
      '    events: [ticket.created]',
      '    conditions: {all: []}',
      '    actions: [{type: ticket.priority, params: {priority: low}}]',
      '  - title: 나쁨',
      '    events: [ticket.created]',
      '    conditions:',
      '      all:',
      '        - {target: ticket.group, op: is, value: 없는 그룹}',
      '    actions:',
      '      - type: ticket.assign',
      '        params:',
      '          groupId: 결제팀',
      '  - title: 좋음',
      '    events: [moon.rose]',
      '    actions: [{type: ticket.fly}]',
      '  - events: []',
    ].join('\n')
    const answer = await host.request('POST', '/triggers/import', { yaml, seen: {} })
    expect(answer.body).toMatchObject({ status: 400, code: 'trigger.file_invalid' })
    expect((answer.body['errors'] as { path: string; message: string }[]).map(({ path, message }) => `${path}: ${message}`)).toEqual([
      'line 10: The service has nothing of this name: 없는 그룹',
      'line 14: The service has nothing of this name: 결제팀',
      'line 15: The file has two triggers of this title: 좋음',
      'line 16: There is no such event: moon.rose',
      'line 17: There is no such result: ticket.fly',
      'line 18: This is required. / At least one is needed.',
    ])
    expect(await all()).toEqual([])
    const said = async (lines: string[], language: 'ko' | 'en' = 'en') => {
      host.language = language
      const { body } = await host.request('POST', '/triggers/compare', { yaml: lines.join('\n') })
      host.language = 'en'
      return (body['errors'] as { path: string; message: string }[]).map(({ path, message }) => `${path}: ${message}`)
    }
    const start = ['triggers:', '  - title: 오타', '    events: [ticket.created]']
    expect(await said([...start, '    condition:', '      all: []', '    actions: [{type: ticket.priority, params: {priority: low, colour: red}}]'])).toEqual(['line 4: Nothing is known by this name: condition'])
    expect(await said([...start, '    actions: [{type: ticket.tags, params: {add: [a], colour: red, size: 1}}]', 'version: 2'])).toEqual(['line 5: Nothing is known by this name: version'])
    expect(await said([...start, '    actions: [{type: ticket.tags, params: {add: [a], colour: red, size: 1}}]'])).toEqual(['line 4: Nothing is known by this name: colour / Nothing is known by this name: size'])
    expect(await said([...start, '    conditions: {all: [{target: field.text.gone, op: is, value: x}]}', '    actions: [{type: ticket.field, params: {field: text.lost}}]'], 'ko')).toEqual(['4번째 줄: 이 서비스에 없는 필드입니다: text.gone', '5번째 줄: 이 서비스에 없는 필드입니다: text.lost'])
    expect(await said([...start, '    conditions: {all: [{target: ticket.subject, ops: is}, {target: 1}]}', '    actions: 5'], 'ko')).toEqual(['4번째 줄: 필수 항목입니다. / 알 수 없는 항목입니다: ops / 글이어야 합니다.', '5번째 줄: 목록이어야 합니다.'])
    expect(await said(['triggers:', '  - title: "열림', '    events: []'], 'ko')).toEqual([expect.stringMatching(/^3번째 줄: 닫는 따옴표/)])
    expect(await said([...start, '    conditions: {all: [{target: ticket.group, op: any_of, value: [어디, 저기]}, {target: ticket.state, op: is, value: huge}]}', '    actions:', '      - {type: ticket.assign, params: {groupId: 여기}}', '      - {type: ticket.priority, params: {priority: huge}}'])).toEqual(['line 4: The service has nothing of this name: 어디 / The service has nothing of this name: 저기 / This value does not fit here: huge', 'line 6: The service has nothing of this name: 여기', 'line 7: The details of a result are not valid: This cannot be chosen.'])
    expect(await said(['a: 1', 'a: 2'], 'ko')).toEqual(['2번째 줄: 같은 이름이 두 번 있습니다.'])
    expect((await host.request('POST', '/triggers/compare', { yaml: `triggers: []\n# ${'x'.repeat(1_000_000)}` })).body).toMatchObject({ status: 400 })
    expect((await host.request('POST', '/triggers/compare', { yaml: 'x'.repeat(2_100_000) })).body).toMatchObject({ status: 413, code: 'http.too_large' })
    for (const [text, line] of [['triggers: [\n  {', 'line 2'], ['x: 1', 'line 1'], ['just text', 'line 1'], ['triggers: &a [*a]', 'line 1'], ['a: &a [x,x]\nb: &b [*a,*a]\ntriggers: {x: [*b,*b]}', 'line 1']] as const) {
      expect((await host.request('POST', '/triggers/compare', { yaml: text })).body, text).toMatchObject({ code: 'trigger.file_invalid', errors: expect.arrayContaining([expect.objectContaining({ path: line })]) })
    }
  })
})
