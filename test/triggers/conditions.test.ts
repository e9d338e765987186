import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { TicketPromises } from '../../core/src/sla/index.js'
import { eachEngine } from '../support/index.js'
import { TriggerHost } from './support/trigger-host.js'

const MINUTE = 60_000
const OFFICE = [{ from: 540, to: 1080 }]
const NEVER: { from: number; to: number }[] = []
const ALWAYS = [{ from: 0, to: 1440 }]
const document = { enabled: false, week: [NEVER, OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, NEVER], koreanHolidays: true, days: [{ day: '2026-11-25', name: '창립기념일', hours: NEVER }], pauseOnHold: true, warnBefore: 15, targets: [{ intakeTypeId: null, priority: null, firstResponse: 60, solve: 240 }] }

type Asked = readonly [target: string, op: string, value?: unknown]

eachEngine((engine) => {
  let host: TriggerHost
  beforeAll(async () => {
    host = await TriggerHost.start(engine)
  })
  beforeEach(() => host.clear())
  afterAll(() => host.stop())

  /** Which of the conditions hold for the ticket. */
  async function held(id: number, asked: readonly Asked[]): Promise<boolean[]> {
    await host.clear()
    const rules: number[] = []
    for (const condition of asked) rules.push(await host.rule({ must: [condition], actions: [['ticket.tags', { add: ['x'], remove: [] }]] }))
    await host.react(id)
    const results = await host.results(id)
    return rules.map((rule) => results.get(rule)?.['state'] === 'fired')
  }
  const write = (set: Partial<typeof document>) =>
    host.inService(async () => {
      await host.db.delete('sla_policy', '1 = 1')
      await host.db.insert('sla_policy', { document: JSON.stringify({ ...document, ...set }), version: 1, updated_at: 0 })
    })
  /** As it would be asked at another time. */
  const at = (time: string | number, id: number) => host.inService(() => new TicketPromises(host.db, () => (typeof time === 'number' ? time : Date.parse(time))).of(id))

  it('TRG-1: business hours are the service’s, with its holidays and its time zone, at the time of the event; always where it has none', async () => {
    const id = await host.ticket()
    const times = ['2026-11-23T08:59:59+09:00', '2026-11-23T09:00:00+09:00', '2026-11-23T17:59:59+09:00', '2026-11-23T18:00:00+09:00', '2026-11-22T12:00:00+09:00', '2026-12-25T12:00:00+09:00', '2026-11-25T12:00:00+09:00']
    const open = () => Promise.all(times.map(async (time) => (await at(time, id)).businessHours))
    expect(await open()).toEqual(times.map(() => true))
    await write({})
    expect(await open()).toEqual([false, true, true, false, false, false, false])
    await write({ week: Array.from({ length: 7 }, () => NEVER) })
    expect(await open()).toEqual(times.map(() => true))
  })

  it('TRG-6: what was the case then is kept with the event', async () => {
    const closed = { day: new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10), name: '오늘', hours: NEVER }
    await write({ week: Array.from({ length: 7 }, () => ALWAYS), days: [closed, { ...closed, day: new Date(Date.now() + 33 * 3_600_000).toISOString().slice(0, 10) }] })
    const id = await host.ticket()
    expect(await held(id, [['time.businessHours', 'is', false], ['time.businessHours', 'is', true]])).toEqual([true, false])
    const [kept] = await host.rows<{ facts: unknown }>('select e.facts from {trigger_evaluation} e where e.ticket_id = :id', { id })
    expect(typeof kept!.facts === 'string' ? JSON.parse(kept!.facts) : kept!.facts).toMatchObject({ businessHours: false, deadlines: { first: null, solve: null } })
  })

  it('TRG-1: deadlines: how they stand and how many business minutes are left, also before they are counted for the first time', async () => {
    await write({ enabled: true, week: Array.from({ length: 7 }, () => ALWAYS), koreanHolidays: false, days: [] })
    const begun = Date.UTC(2026, 10, 23, 3)
    const id = await host.ticket({ created_at: begun })
    const seen = async (minutes: number) => {
      const { deadlines } = await at(begun + minutes * MINUTE, id)
      return [deadlines.first?.state, deadlines.first?.minutesLeft, deadlines.solve?.state, deadlines.solve?.minutesLeft]
    }
    expect(await seen(0)).toEqual(['running', 60, 'running', 240])
    expect(await seen(44.5)).toEqual(['running', 16, 'running', 196])
    expect(await seen(45)).toEqual(['near', 15, 'running', 195])
    expect(await seen(60)).toEqual(['missed', 0, 'running', 180])
    expect(await seen(230)).toEqual(['missed', -170, 'near', 10])
    await host.inService(async () => {
      await host.writer.addMessage({ ticketId: id, kind: 'reply', authorType: 'member', authorId: 1, html: '', text: '', createdAt: begun + 10 * MINUTE })
      await host.db.update('ticket', { state: 'on_hold' }, 'id = :id', { id })
    })
    expect(await seen(20)).toEqual(['kept', null, 'paused', null])
    await write({ enabled: false })
    expect((await at(begun, id)).deadlines).toEqual({ first: null, solve: null })
  })

  it('TRG-1: triggers ask about deadlines; a ticket without one has no value', async () => {
    const asked: readonly Asked[] = [['sla.first.state', 'is', 'running'], ['sla.first.state', 'any_of', ['near', 'missed']], ['sla.first.minutes', 'le', 60], ['sla.solve.minutes', 'gt', 230], ['sla.solve.state', 'absent'], ['ticket.dueAt', 'next_days', 1], ['ticket.dueAt', 'past'], ['sla.first.state', 'is_not', 'missed']]
    await write({ enabled: true, week: Array.from({ length: 7 }, () => ALWAYS), koreanHolidays: false, days: [] })
    const other = await TriggerHost.start(engine, () => ({}), { code: 'other' })
    try {
      await other.inService(() => other.db.insert('sla_policy', { document: JSON.stringify({ ...document, enabled: true, week: Array.from({ length: 7 }, () => ALWAYS), koreanHolidays: false, days: [] }), version: 1, updated_at: 0 }))
      const id = await other.ticket({ created_at: Date.now() })
      const rules: number[] = []
      for (const condition of asked) rules.push(await other.rule({ must: [condition], actions: [['ticket.tags', { add: ['x'], remove: [] }]] }))
      await other.react(id)
      const results = await other.results(id)
      expect(rules.map((rule) => results.get(rule)?.['state'] === 'fired')).toEqual([true, false, true, true, false, true, false, true])
    } finally {
      await other.stop()
    }
  })

  it('TRG-1: what came before on the ticket, and what else is known of its customer', async () => {
    const id = await host.ticket({ reopened: 2, follows_id: 7, state_since: Date.now() - 3 * 86_400_000 })
    const { customer } = await host.inService(() => host.writer.facts(id))
    const second = await host.ticket({ customer_id: customer.id })
    await host.inService(async () => {
      await host.db.insert('customer_identity', { customer_id: customer.id, scheme: 'email', address: 'gildong@customer.example', created_at: 0 })
      for (const [kind, value] of [['phone', '01012345678'], ['email', 'other@customer.example'], ['login', 'gildong'], ['userKey', 'K-1']] as const) await host.db.insert('customer_value', { customer_id: customer.id, own_customer_id: customer.id, kind, value, created_at: 0 })
      await host.writer.addMessage({ ticketId: id, kind: 'reply', authorType: 'trigger', authorId: 1, html: '', text: '' })
      const messageId = await host.writer.addMessage({
        ticketId: id, kind: 'reply', authorType: 'member', authorId: 1, html: '', text: '확인했습니다', subject: 'Re: 환불', quotedHtml: '<p>환불해 주세요</p>',
        recipients: { to: [{ scheme: 'email', address: 'gildong@customer.example' }], cc: [{ scheme: 'email', address: 'boss@customer.example' }] },
      })
      await host.db.update('ticket', { last_message_id: messageId }, 'id = :id', { id })
    })
    const yes: readonly Asked[] = [
      ['ticket.replies', 'eq', 1], ['ticket.customerMessages', 'eq', 1], ['ticket.reopened', 'ge', 2], ['ticket.followUp', 'is', true], ['ticket.stateSince', 'older_days', 2],
      ['message.kind', 'is', 'reply'], ['message.subject', 'contains', '환불'], ['message.text', 'not_contains', '환불'], ['message.to', 'contains_all', ['gildong@', 'boss@']],
      ['customer.email', 'is', 'gildong@customer.example'], ['customer.phone', 'is', '01012345678'], ['customer.login', 'is', 'GILDONG'], ['customer.userKey', 'present'], ['customer.number', 'is', customer.number], ['customer.firstTicket', 'is', true],
    ]
    expect(await held(id, yes)).toEqual(yes.map(() => true))
    expect(await held(second, [['customer.firstTicket', 'is', false], ['ticket.followUp', 'is', false], ['ticket.replies', 'eq', 0]])).toEqual([true, true, true])
  })
})
