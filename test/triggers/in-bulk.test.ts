import { fromJson } from 'adapters-sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addGroup, Desk, serviceIdOf, startCore, until, type RunningCore } from '../faults/support/index.js'
import { eachEngine } from '../support/index.js'

const SERVICE = { organisation: 'acme', code: 'help' }
const TICKETS = 50
const TRIGGERS = 5

describe('many tickets at once', () => {
  eachEngine((engine) => {
    let running: RunningCore
    let desk: Desk
    beforeAll(async () => {
      running = await startCore(engine)
      desk = new Desk(running.admin, running.smtpPort)
    })
    afterAll(() => running?.stop())

    it(`TRG-5: ${TICKETS} tickets changed in bulk with ${TRIGGERS} triggers are ${TICKETS * TRIGGERS} evaluations, all in the ledger; handing over is an event of its own`, async () => {
      const service = await serviceIdOf(engine, SERVICE)
      const sales = await addGroup(engine, SERVICE, 'Sales')
      const add = (title: string, event: string, conditions: object) =>
        running.admin.post<{ id: number }>(`${desk.base}/triggers`, { title, events: [event], conditions, actions: [{ type: 'ticket.note', params: { html: `<p>${title}</p>` } }] })
      const ids: number[] = []
      for (let i = 0; i < TRIGGERS - 1; i++) ids.push((await add(`Changed ${i}`, 'ticket.changed', { must: [{ target: 'ticket.priority', op: 'changed_to', value: 'high' }] })).id)
      ids.push((await add('Another priority', 'ticket.changed', { must: [{ target: 'ticket.priority', op: 'changed_to', value: 'low' }] })).id)
      ids.push((await add('Handed over', 'ticket.handed_over', { must: [{ target: 'ticket.group', op: 'is', value: sales }] })).id)

      const now = Date.now()
      await engine.query('insert into customer (service_id, number, name, created_at) values (?, ?, ?, ?)', [service, 'Ubulk', 'Many', now])
      const numbers = Array.from({ length: TICKETS }, (_, i) => `Tbulk${i}`)
      for (const number of numbers) {
        await engine.query("insert into ticket (service_id, number, subject, state, channel, customer_id, created_at, updated_at) values (?, ?, 'Bulk', 'unassigned', 'email', (select c.id from customer c where c.number = 'Ubulk' and c.service_id = ?), ?, ?)", [service, number, service, now, now])
      }
      const bulk = async (action: object) => {
        const { id } = await running.admin.post<{ id: number }>(`${desk.base}/bulk`, { numbers, action: { type: 'change', ...action } })
        return until('the bulk action to end', async () => {
          const one = await running.admin.get<{ state: string; counts: object }>(`${desk.base}/bulk/${id}`)
          return one.state === 'running' ? null : one
        }, 100_000)
      }
      const ledger = async (event: string) => {
        const rows = await engine.query<{ results: unknown; missed: unknown }>('select results, missed from trigger_evaluation where event_name = ?', [event])
        const states = new Map<string, number>()
        const count = (triggerId: number, state: string) => {
          const key = `${ids.indexOf(triggerId)} ${state}`
          states.set(key, (states.get(key) ?? 0) + 1)
        }
        for (const row of rows) {
          for (const { triggerId, state } of fromJson<{ triggerId: number; state: string }[]>(row.results)) count(triggerId, state)
          for (const id of fromJson<{ groups: { ids: number[] }[] } | null>(row.missed)?.groups.flatMap(({ ids }) => ids) ?? []) count(id, 'not_matched')
        }
        return Object.fromEntries(states)
      }
      const receipts = async () => Number((await engine.query<{ n: number }>('select count(*) as n from trigger_receipt'))[0]!.n)

      expect((await bulk({ priority: 'high' })).counts).toMatchObject({ done: TICKETS, failed: 0 })
      expect(await ledger('ticket.changed')).toEqual({ '0 fired': TICKETS, '1 fired': TICKETS, '2 fired': TICKETS, '3 fired': TICKETS, '4 not_matched': TICKETS })
      expect(await receipts()).toBe(4 * TICKETS)

      expect((await bulk({ groupId: sales })).counts).toMatchObject({ done: TICKETS, failed: 0 })
      expect(await ledger('ticket.handed_over')).toEqual({ ...Object.fromEntries([0, 1, 2, 3, 4].map((index) => [`${index} not_matched`, TICKETS])), '5 fired': TICKETS })
      expect(await receipts()).toBe(5 * TICKETS)
    }, 300_000)
  })
})
