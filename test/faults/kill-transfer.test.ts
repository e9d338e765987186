import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachEngine } from '../support/index.js'
import { Desk, Killable, serviceIdOf, until } from './support/index.js'

/** When the process dies, in milliseconds after the request left. */
const MOMENTS = process.env.OC_TEST_SOAK ? [0, 5, 10, 20, 40, 60, 100, 150, 250, 400] : [5, 40, 150]

describe('kill -9 while tickets are transferred and answered', () => {
  eachEngine((engine) => {
    let target: Killable
    let issues: Desk
    let [issueService, issueGroup] = [0, 0]
    beforeAll(async () => {
      target = await Killable.start(engine)
      issues = new Desk(target.admin, target.server.smtpPort, 'issues')
      await target.admin.post('/api/o/services', { name: 'Payments', code: 'issues', type: 'issue', language: 'en', timeZone: 'UTC', items: [] })
      issueService = await serviceIdOf(engine, { organisation: 'acme', code: 'issues' })
      const [member] = await engine.query<{ id: number }>('select m.id from member m order by m.id limit 1')
      await engine.query('insert into agent (service_id, member_id, roles, created_at) values (?, ?, ?, 0)', [issueService, Number(member!.id), JSON.stringify(['manager.ticket'])])
      issueGroup = await issues.groupId()
      await engine.query('insert into agent_group_member (service_id, group_id, member_id, joined_at) values (?, ?, ?, 0)', [issueService, issueGroup, Number(member!.id)])
      await target.admin.put('/api/s/issues/ticket-settings', { undoSeconds: 0 })
    })
    afterAll(() => target?.server.stop())

    it(`TKT-11: each transfer makes one issue and each answer comes back once, wherever the process died (${MOMENTS.length} moments each)`, async () => {
      for (const [round, ms] of MOMENTS.entries()) {
        const number = await target.desk.taken(`Transferred ${round}`)
        const transfer = () => target.admin.request('POST', `/api/s/help/issues/tickets/${number}/transfer`, { serviceId: issueService, intakeTypeId: null, title: `Issue ${round}`, note: '<p>Is it paid?</p>' })
        await target.killDuring((now) => {
          const sent = transfer()
          now()
          return sent
        }, ms)
        // Either all of it was kept, or nothing.
        const begun = await target.count('select count(*) as n from issues_transfer where title = ?', [`Issue ${round}`])
        expect((await target.desk.ticket(number)).ticket.state).toBe(begun === 1 ? 'transfer_in_progress' : 'in_progress')
        if (begun === 0) expect((await transfer()).status).toBe(204)
        const { ticket: issue } = await issues.arrived(`Issue ${round}`)
        await target.admin.post(`/api/s/issues/tickets/${issue.number}/take`, { groupId: issueGroup })

        const answer = () => target.admin.request('POST', `/api/s/issues/tickets/${issue.number}/reply`, { html: `<p>Paid ${round}.</p>`, outcome: 'solve' })
        await target.killDuring((now) => {
          const sent = answer()
          now()
          return sent
        }, ms)
        if ((await issues.ticket(issue.number)).ticket.state === 'in_progress') expect((await answer()).status).toBe(200)
        await until('the answer to come back', async () => (await target.desk.ticket(number)).ticket.state === 'transfer_answered' || null, 60_000)
        const notes = (await target.desk.ticket(number)).messages.filter(({ text }) => text.includes(`Paid ${round}.`))
        expect(notes).toHaveLength(1)
      }
      expect((await issues.tickets()).map(({ subject }) => subject).sort()).toEqual(MOMENTS.map((_, round) => `Issue ${round}`).sort())
    }, 300_000)
  })
})
