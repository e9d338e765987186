import type { FieldKind } from '../../core/src/fields/field.js'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { eachEngine } from '../support/index.js'
import { TriggerHost } from './support/trigger-host.js'

eachEngine((engine) => {
  let host: TriggerHost
  const ids = new Map<string, number>()
  const FIELDS: readonly (readonly [code: string, kind: FieldKind, options?: readonly string[]])[] = [
    ['account', 'text'], ['amount', 'number'], ['day', 'date'], ['bank', 'drop_down', ['신한', 'KB']], ['goods', 'checkbox', ['Shoes, red', 'Hat']], ['agreed', 'consent'],
  ]

  beforeAll(async () => {
    host = await TriggerHost.start(engine)
    await host.inService(async () => {
      for (const [code, kind, options = []] of FIELDS) {
        const [id] = await host.db.insert('ticket_field', { side: 'agent', kind, code, name: code, options: JSON.stringify(options), created_at: 0, updated_at: 0 })
        await host.db.insert('ticket_field_use', { field_id: id!, intake_type_id: null, position: 1, required: 0 })
        ids.set(code, id!)
      }
    })
  })
  beforeEach(() => host.clear())
  afterAll(() => host.stop())

  async function ticketWith(filled: Readonly<Record<string, string | number | readonly string[]>>): Promise<number> {
    const id = await host.ticket()
    await host.inService(async () => {
      for (const [code, value] of Object.entries(filled)) for (const one of Array.isArray(value) ? value : [value]) await host.db.insert('ticket_field_value', { ticket_id: id, field_id: ids.get(code)!, ...(typeof one === 'number' ? { number_value: one } : { text_value: one as string }) })
    })
    return id
  }
  /** Which of the conditions hold for the ticket. */
  async function held(id: number, asked: readonly (readonly [target: string, op: string, value?: unknown])[]): Promise<boolean[]> {
    await host.clear()
    const rules: number[] = []
    for (const condition of asked) rules.push(await host.rule({ must: [condition], actions: [['ticket.tags', { add: ['x'], remove: [] }]] }))
    await host.react(id)
    const results = await host.results(id)
    for (const rule of rules) expect(['fired', 'not_matched']).toContain(results.get(rule)!['state'])
    return rules.map((rule) => results.get(rule)!['state'] === 'fired')
  }

  it('TRG-1: conditions ask about the service’s own fields, each kind with its comparisons', async () => {
    const id = await ticketWith({ account: 'ＡＢＣ-123', amount: 45_000, day: '2026-03-01', bank: '신한', goods: ['Shoes, red', 'Hat'], agreed: 1 })
    const yes = [
      ['field.text.account', 'contains', 'abc'], ['field.text.account', 'contains_any', ['zzz', 'abc']], ['field.number.amount', 'ge', 45_000], ['field.number.amount', 'ne', 1],
      ['field.date.day', 'before', '2026-03-02T00:00:00Z'], ['field.drop_down.bank', 'is', '신한'], ['field.drop_down.bank', 'any_of', ['KB', '신한']], ['field.checkbox.goods', 'all_of', ['Shoes, red', 'Hat']],
      ['field.checkbox.goods', 'any_of', ['Hat']], ['field.consent.agreed', 'is', true], ['field.checkbox.goods', 'present'],
    ] as const
    const no = [
      ['field.text.account', 'is', 'abc'], ['field.number.amount', 'gt', 45_000], ['field.date.day', 'after', '2026-03-02T00:00:00Z'], ['field.drop_down.bank', 'is_not', '신한'],
      ['field.checkbox.goods', 'none_of', ['Hat']], ['field.checkbox.goods', 'any_of', ['Shoes']], ['field.consent.agreed', 'is', false], ['field.text.account', 'absent'], ['field.text.account', 'changed'],
    ] as const
    expect(await held(id, yes)).toEqual(yes.map(() => true))
    expect(await held(id, no)).toEqual(no.map(() => false))
  })

  it('TRG-1: of a field that was left empty only the negative comparisons hold', async () => {
    const asked = [['field.text.account', 'is_not', 'x'], ['field.drop_down.bank', 'is_not', 'KB'], ['field.number.amount', 'ne', 0], ['field.checkbox.goods', 'none_of', ['Hat']], ['field.date.day', 'absent'], ['field.number.amount', 'lt', 1], ['field.text.account', 'contains', 'x'], ['field.consent.agreed', 'is', true]] as const
    expect(await held(await host.ticket(), asked)).toEqual([true, true, true, true, true, false, false, false])
  })

  it('TRG-2: a result fills in a field, which wakes those that listen to its change', async () => {
    const set = await host.rule({ actions: [['ticket.field', { field: 'text.account', value: '#{ticket.number} #{customer.name}' }], ['ticket.field', { field: 'checkbox.goods', value: 'Hat\nShoes, red' }]] })
    const woken = await host.rule({ events: ['ticket.changed'], must: [['field.text.account', 'changed'], ['field.checkbox.goods', 'all_of', ['Hat', 'Shoes, red']]], actions: [['ticket.priority', { priority: 'high' }]] })
    const ticket = await host.created()
    const results = await host.results(ticket.id)
    expect([set, woken].map((id) => results.get(id)!['state'])).toEqual(['fired', 'fired'])
    expect(ticket).toMatchObject({ priority: 'high', 'field.account': `${ticket.number} 홍길동`, 'field.goods': ['Shoes, red', 'Hat'] })
    const [event] = await host.rows<{ origin: string; actor_id: number }>("select e.origin, e.actor_id from {ticket_event} e where e.ticket_id = :id and e.type = 'fields' order by e.id limit 1", { id: ticket.id })
    expect(event).toEqual({ origin: 'trigger', actor_id: set })

    await host.clear()
    await host.rule({ actions: [['ticket.field', { field: 'text.account' }]] })
    await host.react(ticket.id)
    expect((await host.get(ticket.id))['field.account']).toBeUndefined()
  })

  it('TRG-2: a value that does not fit is a failure that is logged, and changes nothing', async () => {
    const id = await host.rule({ actions: [['ticket.field', { field: 'drop_down.bank', value: 'nowhere' }], ['ticket.priority', { priority: 'low' }]] })
    const ticket = await host.created()
    expect((await host.results(ticket.id)).get(id)).toMatchObject({ actions: [{ state: 'failed' }, { state: 'done' }] })
    expect(ticket['field.bank']).toBeUndefined()
    expect(ticket.priority).toBe('low')
  })

  it('TRG-7: a field that is gone marks what asks it or fills it in as broken, and leaves the others running', async () => {
    const asking = await host.rule({ must: [['field.text.gone', 'is', 'x']], actions: [['ticket.priority', { priority: 'urgent' }]] })
    const filling = await host.rule({ actions: [['ticket.field', { field: 'text.gone', value: 'x' }]] })
    const wrongKind = await host.rule({ must: [['field.number.account', 'gt', 1]], actions: [['ticket.priority', { priority: 'urgent' }]] })
    const sound = await host.rule({ actions: [['ticket.priority', { priority: 'low' }]] })
    const ticket = await host.created()
    const results = await host.results(ticket.id)
    expect([asking, filling, wrongKind, sound].map((id) => results.get(id)!['state'])).toEqual(['broken', 'broken', 'broken', 'fired'])
    expect(results.get(asking)!['reason']).toEqual({ ko: '이 서비스에 없는 필드입니다: text.gone', en: 'The service has no such field: text.gone' })
  })

  it('TRG-1: the editor is offered the fields with their names, kinds and options', async () => {
    const { conditions } = (await host.request('GET', '/trigger-parts')).body as unknown as { conditions: { target: string; type: string; choices?: unknown[]; operators: { op: string }[] }[] }
    expect(conditions.filter(({ target }) => target.startsWith('field.')).map(({ target, type }) => [target, type]).sort()).toEqual([['field.checkbox.goods', 'options'], ['field.consent.agreed', 'flag'], ['field.date.day', 'time'], ['field.drop_down.bank', 'choice'], ['field.number.amount', 'number'], ['field.text.account', 'text']])
    expect(conditions.find(({ target }) => target === 'field.drop_down.bank')).toMatchObject({ choices: [{ value: '신한' }, { value: 'KB' }] })
    expect(conditions.find(({ target }) => target === 'field.text.account')!.operators.map(({ op }) => op)).toEqual(expect.arrayContaining(['contains_all', 'contains_none', 'changed', 'changed_to', 'changed_from']))
  })
})
