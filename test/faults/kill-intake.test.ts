import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachEngine, sendMail, startRelay, type Relay } from '../support/index.js'
import { addMember, Killable, seededPoints, until } from './support/index.js'

const POINTS = 20
const MAILS = 4
const DATE = new Date('2024-05-01T09:00:00Z')

interface Mail { readonly subject: string; acknowledged: boolean }

/** The same bytes each time it is sent, as from a mail server that tries again. */
async function send(target: Killable, mail: Mail): Promise<void> {
  const name = mail.subject.replaceAll(' ', '-')
  await sendMail(target.server.smtpPort, { from: `${name}@customer.example`, to: target.address, subject: mail.subject, messageId: `<${name}@customer.example>`, date: DATE, text: `About ${mail.subject}` })
  mail.acknowledged = true
}

/** Kills at each point of the window, starts again, and sends again what was not acknowledged. */
async function killRounds(target: Killable, name: string, points: readonly number[], unfinished: () => Promise<boolean>): Promise<{ mails: Mail[]; caught: number }> {
  const mails: Mail[] = []
  let caught = 0
  for (const [round, point] of points.entries()) {
    const burst = Array.from({ length: MAILS }, (_, i): Mail => ({ subject: `${name} ${round} ${i}`, acknowledged: false }))
    mails.push(...burst)
    await target.killDuring(() => Promise.allSettled(burst.map((mail) => send(target, mail))), point)
    if (await unfinished()) caught++
    await target.restart()
    for (const mail of burst) if (!mail.acknowledged) await send(target, mail)
  }
  return { mails, caught }
}

/** From the first byte until nothing is left to do. */
async function windowOf(target: Killable, done: () => Promise<boolean>): Promise<number> {
  const started = performance.now()
  await Promise.all(Array.from({ length: MAILS }, (_, i) => send(target, { subject: `Measured ${i}`, acknowledged: false })))
  await until('the measured mails to be handled', async () => (await done()) || null)
  return performance.now() - started
}

describe('kill -9 while mails come in', () => {
  eachEngine((engine) => {
    let target: Killable
    beforeAll(async () => { target = await Killable.start(engine) })
    afterAll(() => target?.server.stop())

    const nothingStored = async () => (await target.count("select count(*) as n from raw_inbound where state = 'stored'")) === 0
    const ticketsOf = (mails: readonly Mail[]) => Promise.all(mails.map((mail) => target.count('select count(*) as n from ticket where subject = ?', [mail.subject])))

    it(`EML-9: between SMTP 250 and parsing, every acknowledged mail becomes exactly one ticket (${POINTS} points)`, async () => {
      const window = await windowOf(target, nothingStored)
      const { mails, caught } = await killRounds(target, 'Parsing', seededPoints(2201, POINTS, window), async () => !(await nothingStored()))
      await target.desk.accounted()
      expect(await ticketsOf(mails)).toEqual(mails.map(() => 1))
      expect(await target.count("select count(*) as n from message where kind = 'customer'")).toBe(await target.count('select count(*) as n from ticket'))
      const ledger = await target.desk.ledger()
      expect(ledger).toMatchObject({ stored: 0, imported: mails.length + MAILS, quarantined: 0, skipped: 0 })
      expect(ledger.imported + ledger.duplicate).toBe(ledger.received)
      // Otherwise the points were nowhere near and this test says nothing.
      expect(caught).toBeGreaterThan(2)
    }, 300_000)

    describe('with 20 triggers', () => {
      let relay: Relay
      const agents: number[] = []
      beforeAll(async () => {
        relay = await startRelay()
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
      afterAll(() => relay?.stop())

      const quiet = async () => (await nothingStored()) && (await target.count("select count(*) as n from delivery where state in ('queued', 'sending')")) === 0

      it(`TRG-5: in the triggers, every mail has one ticket, one assignment and never two automatic mails (${POINTS} points)`, async () => {
        const window = await windowOf(target, quiet)
        const { mails, caught } = await killRounds(target, 'Trigger', seededPoints(2202, POINTS, window), async () => !(await quiet()))
        await until('everything to come to rest', async () => (await quiet()) || null)
        expect(await ticketsOf(mails)).toEqual(mails.map(() => 1))

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
      }, 300_000)
    })
  })
})
