import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachEngine } from '../support/index.js'
import { startAccess, type AccessHost } from './support/access-host.js'

eachEngine((engine) => {
  let host: AccessHost
  beforeAll(async () => {
    host = await startAccess(engine)
    await host.addOrganisation('acme')
    await host.addOrganisation('other')
  })
  afterAll(() => host.stop())

  describe('TEN-10: my performance', () => {
    it('counts the day of the service, mine only, here only', async () => {
      const jane = await host.addMember('acme', 'jane', { code: 'help', roles: ['agent.ticket'] })
      const chat = await host.addMember('acme', 'chat', { code: 'help', roles: ['agent.chat'] })
      const services = await engine.query<{ id: number; domain: string }>('select v.id, o.domain from service v join organisation o on o.id = v.organisation_id')
      const here = services.find((one) => one.domain === 'acme')!.id
      const elsewhere = services.find((one) => one.domain === 'other')!.id
      // 09:00 UTC is 18:00 in Seoul: its day began at 15:00 UTC of the day before.
      const midnight = Date.parse('2024-04-30T15:00:00Z')
      let n = 0
      const ticket = async (service: number, state: string, assignee: number | null, at: number, created = at) => {
        n++
        await engine.query('insert into customer (service_id, number, created_at) values (?, ?, ?)', [service, `U${n}`, created])
        const [customer] = await engine.query<{ id: number }>('select id from customer where number = ?', [`U${n}`])
        await engine.query(
          'insert into ticket (service_id, number, subject, state, channel, customer_id, assignee_id, created_at, updated_at, solved_at, closed_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
          [service, `T${n}`, 'x', state, 'email', customer!.id, assignee, created, at, ['solved', 'closed'].includes(state) ? at : null, state === 'closed' ? at : null],
        )
      }
      for (const at of [midnight, midnight - 1]) {
        await ticket(here, 'unassigned', null, at)
        await ticket(here, 'in_progress', jane, at)
        await ticket(here, 'solved', jane, at)
        await ticket(here, 'closed', jane, at)
      }
      await ticket(here, 'unassigned', null, midnight + 5, midnight - 5)
      await ticket(here, 'on_hold', jane, midnight)
      await ticket(here, 'solved', chat, midnight)
      await ticket(elsewhere, 'unassigned', null, midnight)
      const client = await host.signedIn('jane', 'acme')
      expect(await client.get('/api/s/help/my/performance')).toEqual({ day: '2024-05-01', tickets: { unassigned: 1, inProgress: 3, solved: 2, closed: 1 }, sections: [] })
      host.clock.now = Date.parse('2024-05-01T15:00:00Z')
      expect(await client.get('/api/s/help/my/performance')).toEqual({ day: '2024-05-02', tickets: { unassigned: 0, inProgress: 3, solved: 0, closed: 0 }, sections: [] })
      expect(await (await host.signedIn('chat', 'acme')).get('/api/s/help/my/performance')).toEqual({ day: '2024-05-02', tickets: null, sections: [] })
    })
  })
})
