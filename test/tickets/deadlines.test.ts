import { afterAll, beforeAll, expect, it } from 'vitest'
import { Desk, startCore, until, type RunningCore } from '../faults/support/index.js'
import { eachEngine } from '../support/index.js'

const MINUTE = 60_000
const ALWAYS = Array.from({ length: 7 }, () => [{ from: 0, to: 1440 }])
const document = { enabled: true, week: ALWAYS, koreanHolidays: false, days: [], pauseOnHold: true, warnBefore: 10, targets: [{ intakeTypeId: null, priority: null, firstResponse: 60, solve: 240 }, { intakeTypeId: null, priority: 'urgent', firstResponse: 15, solve: 60 }] }

interface Sla { document: typeof document; version: number }
interface Explained { target: unknown; deadlines: { deadline: string; state: string; dueAt: string | null; minutes: number; spentMinutes: number; days: { day: string; stretches: unknown[] }[] }[] }

eachEngine((engine) => {
  let running: RunningCore
  let desk: Desk
  let shift = 0
  const advance = (ms: number) => { shift += ms; running.advance(ms) }
  const sla = () => running.admin.get<Sla>('/api/s/help/sla')
  const write = async (set: Partial<typeof document>) => running.admin.put('/api/s/help/sla', { document: { ...document, ...set }, version: (await sla()).version })
  const dueAt = async (number: string) => ((await desk.ticket(number)).ticket as unknown as { dueAt: string | null }).dueAt
  const minutesLeft = async (number: string) => { const due = await dueAt(number); return due === null ? null : Math.round((Date.parse(due) - Date.now() - shift) / MINUTE) }
  const types = async (number: string) => (await desk.ticket(number)).events.filter(({ type }) => type.startsWith('sla.')).map(({ type, data }) => `${type} ${String(data['deadline'])}`)
  const explained = (number: string) => running.admin.get<Explained>(`/api/s/help/tickets/${number}/deadlines`)

  beforeAll(async () => {
    running = await startCore(engine)
    desk = new Desk(running.admin, running.smtpPort)
  })
  afterAll(() => running.stop())

  it('TKT-18: tickets that were there before begin when promises do; nothing is missed at once', async () => {
    const old = (await desk.open('Before any promise')).ticket.number
    advance(600 * MINUTE)
    expect(await dueAt(old)).toBeNull()
    await write({})
    expect(await until('a deadline', () => minutesLeft(old))).toBe(60)
  })

  it('TKT-18: an answer keeps the first deadline, holding stops the clock, and the customer starts it again', async () => {
    const number = (await desk.open('Slow printer')).ticket.number
    expect(await minutesLeft(number)).toBe(60)
    advance(30 * MINUTE)
    await desk.take(number)
    await desk.reply(number, '<p>We look at it.</p>')
    expect(await dueAt(number)).toBeNull()
    expect((await explained(number)).deadlines.map(({ deadline, state }) => `${deadline} ${state}`)).toEqual(['first kept', 'solve paused'])
    advance(500 * MINUTE)
    await running.admin.patch(`/api/s/help/tickets/${number}`, { state: 'in_progress' })
    expect(await minutesLeft(number)).toBe(210)
    const { deadlines } = await explained(number)
    expect(deadlines.find(({ deadline }) => deadline === 'solve')).toMatchObject({ state: 'running', minutes: 240, spentMinutes: 30 })
  })

  it('TKT-18: a higher priority promises more', async () => {
    const number = (await desk.open('Fire')).ticket.number
    await running.admin.patch(`/api/s/help/tickets/${number}`, { priority: 'urgent' })
    expect(await minutesLeft(number)).toBe(15)
    await running.admin.patch(`/api/s/help/tickets/${number}`, { priority: 'normal' })
    expect(await minutesLeft(number)).toBe(60)
  })

  it('TKT-18: an intake type has its own promise, and those below it share it', async () => {
    const { category: above } = await running.admin.post<{ category: { id: number } }>('/api/s/help/categories', { kind: 'intake', parentId: null, name: 'Payment' })
    const { category: below } = await running.admin.post<{ category: { id: number } }>('/api/s/help/categories', { kind: 'intake', parentId: above.id, name: 'Refund' })
    await write({ targets: [...document.targets, { intakeTypeId: above.id, priority: null, firstResponse: 20, solve: 40 }] as never })
    const number = (await desk.open('My money back')).ticket.number
    await running.admin.patch(`/api/s/help/tickets/${number}`, { intakeTypeId: below.id })
    expect(await minutesLeft(number)).toBe(20)
    expect((await explained(number)).target).toEqual({ priority: null, intakeTypeId: above.id })
    await write({})
    await until('the old deadline', async () => ((await minutesLeft(number)) === 60 ? true : null))
  })

  it('TKT-18: nearing and missing a deadline are said once each, and triggers hear of it', async () => {
    await running.admin.post('/api/s/help/triggers', { title: 'Late', state: 'on', events: ['sla.breached'], conditions: { must: [{ target: 'sla.deadline', op: 'is', value: 'first' }], any: [] }, actions: [{ type: 'ticket.priority', params: { priority: 'high' } }] })
    const number = (await desk.open('Nobody answers')).ticket.number
    advance(51 * MINUTE)
    await until('the warning', async () => (await types(number)).includes('sla.warning first') || null)
    advance(10 * MINUTE)
    await until('the breach', async () => (await types(number)).includes('sla.breached first') || null)
    await until('the trigger', async () => (await desk.ticket(number)).events.some(({ type, origin }) => type === 'priority' && origin === 'trigger') || null)
    advance(400 * MINUTE)
    await until('the second breach', async () => (await types(number)).includes('sla.breached solve') || null)
    expect((await types(number)).sort()).toEqual(['sla.breached first', 'sla.breached solve', 'sla.warning first'].sort())
    expect((await explained(number)).deadlines.map(({ state }) => state)).toEqual(['missed', 'missed'])
  })

  it('TKT-18: new hours move the deadlines of open tickets; nobody overwrites a newer version', async () => {
    const number = (await desk.open('New hours')).ticket.number
    const { version } = await sla()
    await write({ targets: [{ intakeTypeId: null, priority: null, firstResponse: 120, solve: 480 }] })
    await until('the new deadline', async () => ((await minutesLeft(number)) === 120 ? true : null))
    await expect(running.admin.put('/api/s/help/sla', { document, version })).rejects.toMatchObject({ code: 'sla.changed_meanwhile' })
    await write({ enabled: false })
    await until('no deadline', async () => ((await dueAt(number)) === null ? true : null))
  })
})
