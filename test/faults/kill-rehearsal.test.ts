import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachEngine } from '../support/index.js'
import { Killable, until } from './support/index.js'

const EVENTS = 1500
const RULE = { title: 'Rehearsed', events: ['ticket.created'], conditions: { all: [{ target: 'ticket.subject', op: 'contains', value: 'question' }] }, actions: [{ type: 'ticket.tags', params: { add: ['asked'], remove: [] } }, { type: 'email.notify', params: { to: 'customer', subject: 'Received #{ticket.number}', html: '<p>We have it</p>' } }] }

interface Run { readonly id: number; readonly state: string; readonly done: number; readonly total: number; readonly triggers: readonly Record<string, unknown>[] }

describe('kill -9 during a rehearsal', () => {
  eachEngine((engine) => {
    let target: Killable
    beforeAll(async () => {
      target = await Killable.start(engine)
      await target.admin.post(`${target.desk.base}/triggers`, RULE)
      await target.admin.post(`${target.desk.base}/tickets`, { subject: 'A question', html: '<p>Where is it?</p>', customer: { scheme: 'email', address: 'jiwoo@customer.example' } })
      // What happened once becomes many, as if days had passed.
      const columns = 'service_id, ticket_id, event_name, chain, depth, only_id, message_id, facts, results, rules_revision, missed, created_at'
      await engine.query(`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${EVENTS - 1}) insert into trigger_evaluation (event_key, ${columns}) select e.event_key || '-' || n.i, ${columns} from n cross join (select * from trigger_evaluation where event_name = 'ticket.created' order by id limit 1) e`)
    })
    afterAll(() => target?.server.stop())

    const run = (id: number) => target.admin.get<Run>(`${target.desk.base}/trigger-rehearsals/${id}`)
    const ended = (id: number) => until('the rehearsal to end', async () => { const now = await run(id); return now.state === 'running' ? null : now }, 60_000)
    const begin = () => target.admin.post<Run>(`${target.desk.base}/trigger-rehearsals`, { days: 30 })

    it('TRG-6: the next process goes on where it was, and finds what an undisturbed one finds', async () => {
      const { id, total } = await begin()
      expect(total).toBeGreaterThanOrEqual(EVENTS)
      await until('the first events to be done', async () => (await target.count('select done as n from rehearsal where id = ?', [id])) > 0, 60_000)
      await target.server.kill9()
      const before = await target.count('select done as n from rehearsal where id = ?', [id])
      expect(before).toBeGreaterThan(0)
      expect(before).toBeLessThan(total)
      expect(await target.count('select count(*) as n from rehearsal_result where rehearsal_id = ?', [id])).toBe(before)
      await target.server.start()
      const killed = await ended(id)
      expect(killed).toMatchObject({ state: 'done', done: total })
      const { id: again } = await begin()
      const undisturbed = await ended(again)
      expect(undisturbed.triggers).toMatchObject([{ title: 'Rehearsed', fired: EVENTS, messages: EVENTS }])
      expect(killed.triggers).toEqual(undisturbed.triggers)
    }, 180_000)
  })
})
