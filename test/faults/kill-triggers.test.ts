import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachEngine, startRelay, type Relay } from '../support/index.js'
import { addMember, Killable, killRounds, nothingStored, seededPoints, ticketsOf, until, windowOf } from './support/index.js'

// `npm run soak` asks for more.
const POINTS = Number(process.env.OC_SOAK_ROUNDS ?? 20)

describe('kill -9 while 20 triggers run', () => {
  eachEngine((engine) => {
    let target: Killable
    let relay: Relay
    const agents: number[] = []
    beforeAll(async () => {
      relay = await startRelay()
      target = await Killable.start(engine)
      await target.desk.useRelay(relay.port)
      const groupId = await target.desk.groupId()
      for (const login of ['kim', 'lee']) agents.push(await addMember(engine, { organisation: 'acme', code: 'help' }, login, ['agent.ticket'], [groupId]))
      await engine.query("update member set assignable = 0 where login = 'admin'")
      const add = (title: string, word: string, actions: unknown[]) =>
        target.admin.post(`${target.desk.base}/triggers`, { title, events: ['ticket.created'], conditions: { must: [{ target: 'ticket.subject', op: 'contains', value: word }] }, actions })
      for (let i = 0; i < 9; i++) await add(`Never ${i}`, `no mail says this ${i}`, [{ type: 'ticket.note', params: { html: '<p>x</p>' } }])
      await add('In turn', 'Trigger', [{ type: 'ticket.assign', params: { groupId, how: 'turn' } }, { type: 'email.notify', params: { to: 'customer', subject: 'Received #{ticket.number}', html: '<p>We have it</p>' } }])
      for (let i = 0; i < 10; i++) await add(`Notes ${i}`, 'Trigger', [{ type: 'ticket.note', params: { html: `<p>Note ${i}</p>` } }])
    })
    afterAll(async () => {
      await target?.server.stop()
      await relay?.stop()
    })

    const quiet = async () => (await nothingStored(target)) && (await target.count("select count(*) as n from delivery where state in ('queued', 'sending')")) === 0

    it(`TRG-5: in the triggers, every mail has one ticket, one assignment and never two automatic mails (${POINTS} points)`, async () => {
      const window = await windowOf(target, 'Trigger', quiet)
      const { mails, caught } = await killRounds(target, 'Trigger', seededPoints(2202, POINTS, window), async () => !(await quiet()))
      await until('everything to come to rest', async () => (await quiet()) || null)
      expect(await ticketsOf(target, mails)).toEqual(mails.map(() => 1))

      const tickets = await engine.query<{ id: number; number: string; assignee_id: number; subject: string }>("select id, number, assignee_id, subject from ticket where subject like 'Trigger %' order by id")
      const perTicket = async (sql: string) => new Map((await engine.query<{ id: number; n: number }>(`select ticket_id as id, count(*) as n from ${sql} group by ticket_id`)).map((row) => [Number(row.id), Number(row.n)]))
      const deliveries = await engine.query<{ ticket_id: number; state: string }>('select ticket_id, state from delivery where ticket_id is not null')
      const [assigned, notes, receipts] = [await perTicket("ticket_event where type = 'assigned'"), await perTicket("message where kind = 'note'"), await perTicket('trigger_receipt')]
      let unknown = 0
      for (const ticket of tickets) {
        const id = Number(ticket.id)
        expect(agents).toContain(Number(ticket.assignee_id))
        expect({ assigned: assigned.get(id), notes: notes.get(id), receipts: receipts.get(id) }, ticket.subject).toEqual({ assigned: 1, notes: 10, receipts: 12 })
        const own = deliveries.filter((row) => Number(row.ticket_id) === id)
        expect(own, ticket.subject).toHaveLength(1)
        const arrived = relay.mails.filter((mail) => mail.raw.includes(`Subject: Received ${ticket.number}\r\n`)).length
        // Sent means that it was sent; unknown may mean either, but never twice.
        expect(own[0]!.state === 'sent' ? [1] : own[0]!.state === 'unknown' ? [0, 1] : [], `${ticket.subject} is ${own[0]!.state}`).toContain(arrived)
        if (own[0]!.state === 'unknown') unknown++
      }
      // In turn means strictly one after the other: a turn that a killed process took must not be lost or taken twice.
      const turns = agents.map((id) => tickets.filter((ticket) => Number(ticket.assignee_id) === id).length)
      expect(Math.abs(turns[0]! - turns[1]!)).toBeLessThanOrEqual(1)
      expect(unknown).toBeLessThan(tickets.length)
      expect(caught).toBeGreaterThan(2)
    }, Math.max(300_000, POINTS * 30_000))
  })
})
