import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { inScope } from '../../core/src/tenancy/index.js'
import { eachEngine } from '../support/index.js'
import { TriggerHost } from './support/trigger-host.js'

const rule = (title: string, over: Record<string, unknown> = {}) => ({
  title,
  state: 'on',
  events: ['ticket.created'],
  conditions: { all: [{ target: 'ticket.subject', op: 'contains', value: '입금' }] },
  actions: [{ type: 'ticket.priority', params: { priority: 'high' } }],
  ...over,
})
interface Answer { readonly event: string; readonly state: string; readonly result: Record<string, unknown> | null; readonly version: Record<string, unknown> | null }

eachEngine((engine) => {
  let host: TriggerHost
  beforeAll(async () => {
    host = await TriggerHost.start(engine)
    await host.inService(() => host.db.insert('member', { id: 1, login: 'minji', name: '김민지', email: '', created_at: 0 }))
  })
  beforeEach(() => host.clear())
  afterAll(() => host.stop())

  const made = async (...input: Parameters<typeof rule>) => (await host.request('POST', '/triggers', rule(...input))).body['id'] as number
  const changed = async (id: number, ...[title, over]: Parameters<typeof rule>) => {
    const { body } = await host.request('GET', '/triggers')
    const { version } = body.items.find((one) => one['id'] === id)!
    expect((await host.request('PUT', `/triggers/${id}`, { ...rule(title, over), version })).status).toBe(200)
  }
  const asked = async (number: string, id: number) => (await host.request('GET', `/tickets/${number}/why/triggers/${id}`)).body as unknown as { trigger: Record<string, unknown>; answers: Answer[]; next: string | null }
  const ledger = async (query = '') => (await host.request('GET', `/trigger-ledger?${query}`)).body as unknown as { items: { id: number; event: string; ticket: { number: string }; triggers: { title: string; state: string }[]; missed: number }[]; next: string | null; searchedTo: string | null }
  const later = () => new Promise((resolve) => { setTimeout(resolve, 3) })

  it('TRG-5: asked about a trigger by name, each event says whether it ran, or why not', async () => {
    const early = await host.created({ subject: '입금' })
    await later()
    const id = await made('입금')
    const ran = await host.created({ subject: '입금' })
    const missed = await host.created({ subject: '배송' })
    await host.react(ran.id, 'customer.replied')
    await changed(id, '입금', { state: 'off' })
    await changed(id, '입금 확인', { state: 'off' })
    const off = await host.created({ subject: '입금' })
    await changed(id, '입금 확인', { state: 'shadow' })
    const shadow = await host.created({ subject: '입금' })
    await host.request('DELETE', `/triggers/${id}`)
    await later()
    const removed = await host.created({ subject: '입금' })

    expect(await asked(early.number, id)).toMatchObject({ trigger: { id, title: '입금 확인', state: 'removed', newest: 5 }, answers: [{ event: 'ticket.created', state: 'not_yet', result: null, version: { version: 1, kind: 'created', by: { name: '김민지' }, at: expect.stringMatching(/Z$/) } }], next: null })
    expect((await asked(ran.number, id)).answers).toMatchObject([
      { event: 'customer.replied', state: 'not_listening', result: null, version: { version: 1, events: ['ticket.created'] } },
      { event: 'ticket.created', state: 'fired', result: { version: 1, newest: null, title: '입금', actions: [{ changes: { priority: { after: 'high' } } }] }, version: { version: 1 } },
    ])
    expect((await asked(missed.number, id)).answers).toMatchObject([{ state: 'not_matched', result: { conditions: [{ value: '입금', seen: '배송', held: false }], decided: [0] } }])
    expect((await asked(off.number, id)).answers).toMatchObject([{ state: 'off', version: { version: 2, by: { name: '김민지' } } }])
    expect((await asked(shadow.number, id)).answers).toMatchObject([{ state: 'shadow', result: { version: 4 } }])
    expect((await asked(removed.number, id)).answers).toMatchObject([{ state: 'removed', version: { kind: 'removed', by: { name: '김민지' } } }])
    expect((await host.request('GET', `/tickets/${ran.number}/why/triggers/999999`)).body).toMatchObject({ status: 404, code: 'trigger.not_found' })
  })

  it('TRG-5: says what the trigger of now would have made of it, as long as the facts are kept', async () => {
    const early = await host.created({ subject: '입금' })
    await later()
    const id = await made('입금')
    const fits = await host.created({ subject: '배송 조회' })
    await changed(id, '배송', { conditions: { all: [{ target: 'ticket.subject', op: 'contains', value: '배송' }] } })
    expect((await asked(early.number, id)).answers[0]).toMatchObject({ state: 'not_yet', now: { listens: true, held: false, decided: [0], conditions: [{ value: '배송', seen: '입금' }] } })
    expect((await asked(fits.number, id)).answers[0]).toMatchObject({ state: 'not_matched', result: { version: 1 }, now: { listens: true, held: true } })
    await changed(id, '배송', { events: ['agent.replied'] })
    expect((await asked(fits.number, id)).answers[0]).toMatchObject({ now: { listens: false } })
    await host.inService(() => host.db.update('trigger_evaluation', { facts: null }, '1 = 1'))
    expect((await asked(fits.number, id)).answers[0]).toMatchObject({ state: 'not_matched', now: null })
    const now = await host.created({ subject: '배송' })
    expect((await asked(now.number, id)).answers[0]).toMatchObject({ state: 'not_listening', now: null })
  })

  it('TRG-5: nested conditions name what decided, wherever it stands', async () => {
    const is = (value: string) => ({ target: 'ticket.subject', op: 'contains', value })
    const id = await made('둘 중 하나', { conditions: { all: [is('입금'), { any: [is('취소'), { target: 'ticket.priority', op: 'is', value: 'urgent' }] }, { not: is('광고') }] } })
    const [neither, advert] = [await host.created({ subject: '입금 확인' }), await host.created({ subject: '입금 취소 광고' })]
    const result = async (number: string) => (await asked(number, id)).answers[0]!.result as { decided: number[]; conditions: { value: string; seen: string; held: boolean }[] }
    const of = ({ decided, conditions }: Awaited<ReturnType<typeof result>>) => decided.map((at) => conditions[at])
    expect(of(await result(neither.number))).toMatchObject([{ value: '취소', seen: '입금 확인', held: false }, { value: 'urgent', seen: 'normal', held: false }])
    expect(of(await result(advert.number))).toMatchObject([{ value: '광고', held: true }])
    const [event] = (await host.request('GET', `/tickets/${advert.number}/why`)).body['evaluations'] as { id: number; missed: number; triggers: unknown[] }[]
    expect(event).toMatchObject({ missed: 1, triggers: [] })
    expect((await host.request('GET', `/tickets/${advert.number}/why/events/${event!.id}`)).body).toMatchObject({ missed: [{ triggerId: id, title: '둘 중 하나', state: 'not_matched', decided: [2] }] })
    expect((await host.request('GET', `/trigger-ledger/${event!.id}`)).body).toMatchObject({ missed: [{ triggerId: id }] })
    expect((await host.request('GET', `/tickets/${neither.number}/why/events/${event!.id}`)).status).toBe(404)
  })

  it('TRG-5: what was woken stands behind what woke it, and a broken one says why', async () => {
    const woken = await made('둘째', { events: ['ticket.changed'], conditions: { all: [{ target: 'ticket.priority', op: 'changed_to', value: 'high' }] }, actions: [{ type: 'ticket.tags', params: { add: ['급함'], remove: [] } }] })
    const first = await made('첫째')
    const broken = await host.rule({ title: '고장', actions: [['probe.gone']] })
    const ticket = await host.created({ subject: '입금' })
    const [event] = (await host.request('GET', `/tickets/${ticket.number}/why`)).body['evaluations'] as { triggers: unknown[] }[]
    expect(event!.triggers).toMatchObject([{ triggerId: broken, state: 'broken', reason: { ko: expect.stringContaining('probe.gone') } }, { triggerId: first, wokenBy: null }, { triggerId: woken, wokenBy: { id: first, title: '첫째' } }])
  })

  it('TRG-5: the ledger of the service is found by trigger, ticket, outcome, event and time, page by page', async () => {
    const paid = await made('입금')
    const shadow = await made('연습', { state: 'shadow' })
    const failing = await made('실패', { conditions: { all: [] }, actions: [{ type: 'ticket.state', params: { state: 'in_progress' } }, { type: 'ticket.tags', params: { add: ['x'], remove: [] } }] })
    const tickets = []
    for (const subject of ['입금 1', '배송', '입금 2']) tickets.push(await host.created({ subject }))
    const [one, two, three] = tickets.map(({ number }) => number)
    await host.react(tickets[1]!.id, 'agent.replied')
    const numbers = async (query: string) => (await ledger(query)).items.map(({ ticket }) => ticket.number)
    expect((await ledger('')).items.slice(0, 3)).toMatchObject([{ ticket: { number: three, subject: '입금 2' }, event: 'ticket.created', triggers: [{ title: '입금', state: 'fired' }, { title: '연습', state: 'shadow' }, { title: '실패' }], missed: 0 }, { ticket: { number: two }, missed: 2 }, { ticket: { number: one } }])
    expect(await numbers(`trigger=${paid}`)).toEqual([three, two, one])
    expect(await numbers(`trigger=${paid}&outcome=fired`)).toEqual([three, one])
    expect(await numbers(`trigger=${paid}&outcome=not_matched`)).toEqual([two])
    expect(await numbers(`trigger=${shadow}&outcome=shadow`)).toEqual([three, one])
    expect(await numbers(`trigger=${shadow}&outcome=fired`)).toEqual([])
    expect(await numbers(`trigger=${failing}&outcome=failed`)).toEqual([three, two, one])
    expect((await numbers('outcome=failed')).slice(0, 3)).toEqual([three, two, one])
    expect(await numbers(`ticket=${two}&outcome=fired`)).toEqual([two])
    expect(await numbers(`trigger=${paid}&event=agent.replied`)).toEqual([])
    expect(await numbers(`trigger=${paid}&to=${encodeURIComponent(new Date(0).toISOString())}`)).toEqual([])
    expect(await numbers('ticket=T0')).toEqual([])
    expect(await numbers('outcome=held')).toEqual([])
    for (const wrong of ['outcome=other', 'cursor=abc', 'cursor=WzFd', 'trigger=x', 'from=yesterday', 'limit=0']) expect((await host.request('GET', `/trigger-ledger?${wrong}`)).status, wrong).toBe(400)
    expect(await numbers(`ticket=${encodeURIComponent("' or 1=1")}`)).toEqual([])
    for (const filter of [`trigger=${failing}&outcome=failed`, `trigger=${paid}`, 'outcome=fired']) {
      const all = (await ledger(filter)).items.map(({ id }) => id)
      const paged: number[] = []
      for (let next: string | null = ''; next !== null; ) {
        const page = await ledger(`${filter}&limit=1${next && `&cursor=${next}`}`)
        paged.push(...page.items.map(({ id }) => id))
        next = page.next
      }
      expect(paged, filter).toEqual(all)
    }
    await host.request('DELETE', `/triggers/${paid}`)
    expect((await host.request('GET', '/trigger-names')).body.items).toContainEqual({ id: paid, title: '입금', state: 'removed' })
    expect(await numbers(`trigger=${paid}&outcome=fired`)).toEqual([three, one])
  })

  it('TRG-5: is nobody else’s', async () => {
    await made('입금')
    await host.created({ subject: '입금' })
    const theirs = await host.addService(`ledger-${engine.engine}`)
    const there = await inScope({ kind: 'service', ...theirs, cause: { origin: 'system', chain: 'test', depth: 0 } }, () => host.db.all('select e.id from {trigger_evaluation} e union all select v.id from {trigger_version} v'))
    expect(there).toEqual([])
  })
})
