import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachEngine, spawnServer, startRelay, type Relay, type TestDatabase, type TestServer } from '../support/index.js'
import { addMember, Killable, KillRounds, Phases, phasesSince, seededPoints, sleep, startReceiver, until, type CallbackReceiver } from './support/index.js'

// `npm run soak` asks for more.
const ROUNDS = Number(process.env.OC_SOAK_ROUNDS ?? 20)
/** Everything is looked at after so many rounds, so that a long run says early what it found. */
const LOOK_AFTER = 50
/** As slow as a provider nearby, so that processes also die while it thinks. */
const ANSWER_MS = 20
const NOTES = 10
/** What five processes died over is not handed back to the next one: it waits until its lease of two minutes has ended. */
const REST_MS = 180_000

describe('kill -9 while 20 triggers run', () => {
  eachEngine((engine) => {
    for (const processes of engine.engine === 'postgres' ? [1, 2] : [1]) {
      describe(processes === 1 ? 'the only process' : 'one of two processes, by turns', () => {
        const rounds = processes === 1 ? ROUNDS : Math.ceil(ROUNDS * 0.3)
        const env = { OC_ALLOW_PRIVATE_EGRESS: '1' }
        const agents: number[] = []
        /** Automatic mails that the relay took, by the number of the ticket they are about. */
        const arrived = new Map<string, number>()
        const [mailPhases, callPhases] = [new Phases(), new Phases()]
        let database: TestDatabase
        let target: Killable
        let servers: TestServer[]
        let relay: Relay
        let receiver: CallbackReceiver
        let kills: KillRounds

        beforeAll(async () => {
          database = await engine.another()
          relay = await startRelay()
          relay.onAccepted = async ({ raw }) => {
            const number = /^Subject: Received (\S+)\r$/m.exec(raw)?.[1] ?? 'none'
            arrived.set(number, (arrived.get(number) ?? 0) + 1)
            await sleep(ANSWER_MS)
          }
          target = await Killable.start(database, env)
          servers = [target.server]
          if (processes === 2) servers.push(await spawnServer({ env: { ...database.env(), OC_LOG_LEVEL: 'warn', ...env } }))
          const { desk, admin } = target
          await desk.useRelay(relay.port)
          receiver = await startReceiver((await admin.get<{ secret: string }>(`${desk.base}/callback-secret`)).secret, ANSWER_MS)
          const groupId = await desk.groupId()
          for (const login of ['kim', 'lee', 'park']) agents.push(await addMember(database, { organisation: 'acme', code: 'help' }, login, ['agent.ticket'], [groupId]))
          await database.query("update member set assignable = 0 where login = 'admin'")
          const add = (title: string, word: string, actions: unknown[]) =>
            admin.post(`${desk.base}/triggers`, { title, events: ['ticket.created'], conditions: { must: [{ target: 'ticket.subject', op: 'contains', value: word }] }, actions })
          for (let i = 0; i < 9; i++) await add(`Never ${i}`, `no mail says this ${i}`, [{ type: 'ticket.note', params: { html: '<p>x</p>' } }])
          await add('In turn', 'Mail', [
            { type: 'ticket.assign', params: { groupId, how: 'turn' } },
            { type: 'email.notify', params: { to: 'customer', subject: 'Received #{ticket.number}', html: '<p>We have it</p>' } },
            { type: 'http.callback', params: { url: receiver.url, body: '{"number":"#{ticket.number}"}' } },
          ])
          for (let i = 0; i < NOTES; i++) await add(`Notes ${i}`, 'Mail', [{ type: 'ticket.note', params: { html: `<p>Note ${i}</p>` } }])
          kills = new KillRounds(database, servers, target.address, async (since) => {
            const phases = await phasesSince(database, since, { mail: (number) => arrived.has(number), call: called })
            for (const { mail, call } of phases) { mailPhases.add(mail); callPhases.add(call) }
            return phases.every(({ mail, call }) => mail === 'done' && call === 'done')
          })
        })
        afterAll(async () => {
          for (const server of servers ?? []) await server.stop()
          await Promise.all([relay?.stop(), receiver?.stop(), database?.drop()])
        })

        const callOf = (number: string) => `{"number":"${number}"}`
        const called = (number: string) => [...receiver.calls.values()].some((bodies) => bodies.has(callOf(number)))
        /** What is still to be done, with whatever says why. */
        const unfinished = async () => [
          ...(await database.query("select 'raw' as what, r.id, r.state, r.attempts, r.lease_until as until, r.claimed_by, r.reason from raw_inbound r where r.state = 'stored'")),
          ...(await database.query("select 'delivery' as what, d.id, d.state, d.attempts, d.next_at as until, d.lease_until, d.claimed_by, d.error_detail as reason from delivery d where d.state in ('queued', 'sending')")),
          ...(await database.query("select 'call' as what, j.id, j.attempts, j.run_at as until, j.lease_until, j.claimed_by, j.error as reason from job j where j.name = 'trigger.call' and j.state = 'waiting'")),
        ]
        const perTicket = async (sql: string) => new Map((await database.query<{ id: number; n: number }>(`select ticket_id as id, count(*) as n from ${sql} group by ticket_id`)).map((row) => [Number(row.id), Number(row.n)]))

        /** Everything came to rest, and each mail set off what it should, once. */
        async function look(): Promise<void> {
          await kills.sendLate()
          await until('everything to come to rest', async () => (await unfinished()).length === 0 || null, REST_MS).catch(() => undefined)
          expect(await unfinished(), `left at ${Date.now()}`).toEqual([])
          const tickets = await database.query<{ id: number; number: string; assignee_id: number; subject: string }>('select id, number, assignee_id, subject from ticket order by id')
          expect(tickets.map(({ subject }) => subject).sort()).toEqual(kills.mails.map(({ subject }) => subject).sort())
          const ledger = await target.desk.ledger()
          expect(ledger).toMatchObject({ stored: 0, imported: tickets.length, quarantined: 0, skipped: 0 })
          expect(ledger.imported + ledger.duplicate).toBe(ledger.received)

          const deliveries = new Map((await database.query<{ ticket_id: number; state: string }>('select ticket_id, state from delivery where ticket_id is not null')).map((row) => [Number(row.ticket_id), row.state]))
          const counts = { events: await perTicket("trigger_evaluation where event_name = 'ticket.created'"), assigned: await perTicket("ticket_event where type = 'assigned'"), notes: await perTicket("message where kind = 'note'"), receipts: await perTicket('trigger_receipt'), deliveries: await perTicket('delivery') }
          const calls = new Map<string, number>()
          for (const bodies of receiver.calls.values()) for (const body of bodies) calls.set(body, (calls.get(body) ?? 0) + 1)
          for (const { id, number, subject, assignee_id: assignee } of tickets) {
            expect(agents, subject).toContain(Number(assignee))
            const own = Object.fromEntries(Object.entries(counts).map(([what, of]) => [what, of.get(Number(id))]))
            expect(own, subject).toEqual({ events: 1, assigned: 1, notes: NOTES, receipts: NOTES + 3, deliveries: 1 })
            // Sent means that it was sent; what may have been sent either was or was not, but never twice.
            const state = deliveries.get(Number(id))!
            expect(state === 'sent' ? [1] : state === 'unknown' ? [0, 1] : [], `${subject} is ${state}`).toContain(arrived.get(number) ?? 0)
            // Under as many names as there were events, whatever was repeated.
            expect(calls.get(callOf(number)), `calls of ${subject}`).toBe(1)
          }
          expect([receiver.forged, receiver.calls.size]).toEqual([0, tickets.length])
          // A turn that a killed process took is neither lost nor taken twice.
          const turns = agents.map((agent) => tickets.filter((ticket) => Number(ticket.assignee_id) === agent).length)
          expect(Math.max(...turns) - Math.min(...turns), turns.join(', ')).toBeLessThanOrEqual(1)
        }

        it(`EML-9, TRG-2, TRG-5: each acknowledged mail has one ticket, one turn, one run in the ledger, one call and one automatic mail or "may have been sent" (${rounds} points)`, async () => {
          for (const [round, point] of seededPoints(2202, rounds, 1).entries()) {
            await kills.kill(point)
            if ((round + 1) % LOOK_AFTER !== 0) continue
            await look()
            process.stderr.write(`${engine.engine}, ${processes} at once: ${round + 1} rounds, ${kills.caught} of them with something left to do. Mails: ${String(mailPhases)}. Calls: ${String(callPhases)}; ${receiver.repeated} repeated.\n`)
          }
          await look()
          const unknown = await database.query<{ number: string }>("select t.number from delivery d join ticket t on t.id = d.ticket_id where d.state = 'unknown'")
          for (const { number } of unknown.slice(0, 3)) {
            const { events } = await target.desk.ticket(number)
            expect(events).toContainEqual(expect.objectContaining({ type: 'delivery', data: expect.objectContaining({ subject: `Received ${number}`, state: 'unknown', errorCode: 'outcome.unknown' }) }))
          }
          // Otherwise the points were nowhere near, and this test says nothing. A few of them may miss what takes milliseconds.
          expect(kills.caught, String(mailPhases)).toBeGreaterThan(rounds / 5)
          if (rounds < 20) return
          // A call is under way for milliseconds: few kills may meet none.
          for (const phases of rounds < 200 ? [mailPhases] : [mailPhases, callPhases]) {
            expect(phases.of('before the commit'), String(phases)).toBeGreaterThan(0)
            expect(phases.of('waiting', 'leaving', 'taken, not marked'), String(phases)).toBeGreaterThan(0)
          }
        }, Math.max(300_000, rounds * 30_000))
      })
    }
  })
})
