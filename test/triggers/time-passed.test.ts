import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createLogger } from '../../core/src/platform/index.js'
import { holdTicket } from '../../core/src/tickets/index.js'
import { TimePassedTimer } from '../../core/src/triggers/index.js'
import { eachEngine } from '../support/index.js'
import { TriggerHost } from './support/trigger-host.js'

const MINUTE = 60_000
const START = 1_800_000_000_000

eachEngine((engine) => {
  let host: TriggerHost
  /** What the timer takes for now. */
  let at = START
  const timer = () =>
    new TimePassedTimer({ db: host.db, system: host.database.system, reactions: host.triggers.engine, hold: (id) => holdTicket(host.db, id), log: createLogger('silent'), now: () => at })
  beforeAll(async () => { host = await TriggerHost.start(engine) })
  beforeEach(async () => {
    await host.clear()
    at = START
  })
  afterAll(() => host.stop())

  const rule = (state: 'on_hold' | 'unassigned' | 'in_progress' = 'on_hold', over = {}) =>
    host.rule({ events: ['time.passed'], wait: { state, minutes: 30, from: START }, actions: [['ticket.note', { html: '<p>waited</p>' }]], ...over })
  const held = (since = START) => host.ticket({ state: 'on_hold', state_since: since })
  const look = async (minutes: number) => {
    at = START + minutes * MINUTE
    await timer().look()
  }
  const notes = async (id: number) => (await host.rows("select m.id from {message} m where m.ticket_id = :id and m.kind = 'note'", { id })).length
  const move = (id: number, state: string, minutes: number) => host.inService(() => host.db.update('ticket', { state, state_since: START + minutes * MINUTE }, 'id = :id', { id }))

  it('TRG-3: to the minute, once per stay, by each trigger for itself, with its reasons in the ledger', async () => {
    const [one, other] = [await rule(), await rule('on_hold', { wait: { state: 'on_hold', minutes: 90, from: START } })]
    const id = await held()
    await look(29)
    expect(await notes(id)).toBe(0)
    await look(30)
    expect(await notes(id)).toBe(1)
    expect([...(await host.results(id))].map(([rule, result]) => [rule, result.state])).toEqual([[one, 'fired']])
    await look(31)
    await look(89)
    expect(await notes(id)).toBe(1)
    await look(90)
    expect(await notes(id)).toBe(2)
    expect((await host.results(id)).get(other)).toMatchObject({ state: 'fired' })
  })

  it('TRG-3: ends with the state; a later stay counts anew', async () => {
    await rule()
    const id = await held()
    await move(id, 'in_progress', 20)
    await look(40)
    expect(await notes(id)).toBe(0)
    await move(id, 'on_hold', 45)
    await look(74)
    expect(await notes(id)).toBe(0)
    await look(75)
    expect(await notes(id)).toBe(1)
    await move(id, 'in_progress', 80)
    await move(id, 'on_hold', 81)
    await look(111)
    expect(await notes(id)).toBe(2)
  })

  it('TRG-3: is made up for after a standstill, once, also by two processes at once and for more tickets than one look takes', async () => {
    await rule()
    const ids: number[] = []
    for (let count = 0; count < 60; count++) ids.push(await held(START + count))
    at = START + 600 * MINUTE
    await Promise.all([timer().look(), timer().look()])
    await look(601)
    const rows = await host.rows<{ n: number }>("select count(*) as n from {message} m where m.kind = 'note' and m.ticket_id in (:ids) group by m.ticket_id", { ids })
    expect(rows.map((row) => Number(row.n))).toEqual(ids.map(() => 1))
  }, 60_000)

  it('TRG-3: a new trigger leaves alone what ran out before it was there; one that is off or does not hold does nothing', async () => {
    await rule()
    await rule('on_hold', { state: 'off' })
    const doubtful = await rule('on_hold', { must: [['ticket.subject', 'contains', 'never']] })
    const old = await held(START - 31 * MINUTE)
    const fresh = await held()
    await look(30)
    expect([await notes(old), await notes(fresh)]).toEqual([0, 1])
    const rows = await host.rows<{ event_key: string }>("select e.event_key from {trigger_evaluation} e where e.ticket_id = :fresh and e.event_name = 'time.passed'", { fresh })
    expect(rows).toHaveLength(2)
    expect((await host.results(fresh)).get(doubtful)).toMatchObject({ state: 'not_matched', conditions: [{ held: false }] })
  })

  it('TRG-3: a ticket that was never moved counts from when it was made, and a change of state starts the time anew', async () => {
    await rule('unassigned')
    const id = await host.ticket({ created_at: START })
    await look(30)
    expect(await notes(id)).toBe(1)
    const before = Date.now()
    await host.inService(() => host.db.transaction(() => host.writer.change(id, { state: 'closed' }, 'state')))
    const [row] = await host.rows<{ state_since: number }>('select t.state_since from {ticket} t where t.id = :id', { id })
    expect(row!.state_since).toBeGreaterThanOrEqual(before)
  })

  it('TRG-3: a trigger says in which state how long, and begins anew when that is changed', async () => {
    const body = { title: '보류 30분', state: 'on', events: ['time.passed'], conditions: { all: [] }, actions: [{ type: 'ticket.priority', params: { priority: 'high' } }] }
    expect((await host.request('POST', '/triggers', body)).body).toMatchObject({ status: 400, code: 'trigger.invalid', errors: [{ path: 'body.wait' }] })
    expect((await host.request('POST', '/triggers', { ...body, wait: { state: 'on_hold', minutes: 0 } })).status).toBe(400)
    const { status, body: made } = await host.request('POST', '/triggers', { ...body, wait: { state: 'on_hold', minutes: 30 } })
    expect([status, made['wait']]).toEqual([201, { state: 'on_hold', minutes: 30 }])
    const id = made['id'] as number
    const from = async () => (await host.rows<{ wait_from: number }>('select r.wait_from from {trigger_rule} r where r.id = :id', { id }))[0]!.wait_from
    await host.inService(() => host.db.update('trigger_rule', { wait_from: 5 }, 'id = :id', { id }))
    expect((await host.request('PUT', `/triggers/${id}`, { ...body, title: 'Only the title', wait: { state: 'on_hold', minutes: 30 }, version: 1 })).status).toBe(200)
    expect(await from()).toBe(5)
    expect((await host.request('PUT', `/triggers/${id}`, { ...body, wait: { state: 'on_hold', minutes: 60 }, version: 2 })).body['wait']).toEqual({ state: 'on_hold', minutes: 60 })
    expect(await from()).toBeGreaterThan(5)
  })
})
