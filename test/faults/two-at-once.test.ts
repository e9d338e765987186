import { randomUUID } from 'node:crypto'
import { inScope } from '@opencontact/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachEngine, startRelay, type ApiAnswer, type ApiClient, type Relay } from '../support/index.js'
import { addMember, Desk, signIn, startCore, type RunningCore } from './support/index.js'

const ROUNDS = 20

describe('two at once', () => {
  eachEngine((engine) => {
    let running: RunningCore
    let relay: Relay
    let desk: Desk
    let groupId: number
    const rivals: { id: number; name: string; client: ApiClient }[] = []
    beforeAll(async () => {
      running = await startCore(engine)
      relay = await startRelay()
      desk = new Desk(running.admin, running.smtpPort)
      await desk.useRelay(relay.port)
      groupId = await desk.groupId()
      for (const login of ['kim', 'lee']) {
        const id = await addMember(engine, { organisation: 'acme', code: 'help' }, login, ['agent.ticket'], [groupId])
        rivals.push({ id, name: `Agent ${login}`, client: await signIn(running.url, 'acme', login) })
      }
    })
    afterAll(async () => {
      await running?.stop()
      await relay?.stop()
    })

    it(`TKT-5: of two agents who take one ticket at once exactly one has it, and the other is told who (${ROUNDS} rounds)`, async () => {
      const winners = new Set<number>()
      for (let round = 0; round < ROUNDS; round++) {
        const { number } = await running.admin.post<{ number: string }>(`${desk.base}/tickets`, { subject: `Race ${round}`, html: '<p>x</p>', customer: { scheme: 'email', address: `r${round}@customer.example` } })
        // Whoever asks first changes from round to round.
        const order = round % 2 === 0 ? rivals : [...rivals].reverse()
        const answers = await Promise.all(order.map(({ client }) => client.request('POST', `${desk.base}/tickets/${number}/take`, { groupId })))
        expect(answers.map((answer) => answer.status).sort(), `round ${round}`).toEqual([200, 409])
        const winner = order[answers.findIndex((answer) => answer.status === 200)]!
        const refusal = answers.find((answer) => answer.status === 409)!.body as Record<string, unknown>
        expect(refusal).toMatchObject({ code: 'ticket.already_taken', assignee: { id: winner.id, name: winner.name } })
        expect(refusal.title).toContain(winner.name)
        const { ticket, events } = await desk.ticket(number)
        expect(ticket).toMatchObject({ state: 'in_progress', assignee: { id: winner.id, name: winner.name } })
        expect(events.filter((event) => event.type === 'taken')).toHaveLength(1)
        winners.add(winner.id)
      }
      expect(winners.size).toBeGreaterThan(0)
    })

    const reply = (number: string, text: string, key: string) => running.admin.request('POST', `${desk.base}/tickets/${number}/reply`, { html: `<p>${text}</p>`, outcome: 'solve' }, { 'idempotency-key': key })

    it('TKT-17: a reply submitted twice with one key is one message and one delivery, with the same answer', async () => {
      const [number, key] = [await desk.taken('Twice in a row'), randomUUID()]
      const first = await reply(number, 'Twice in a row', key)
      const second = await reply(number, 'Twice in a row', key)
      expect(first).toMatchObject({ status: 200 })
      expect(second).toMatchObject({ status: first.status, body: first.body })
      await expectOneReply(number, 'Twice in a row')
      expect(await reply(number, 'Something else', key)).toMatchObject({ status: 422, body: { code: 'http.idempotency_reused' } })
      await expectOneReply(number, 'Twice in a row')
    })

    it('TKT-17: five at once with one key are one message and one delivery, with the same answer (5 rounds)', async () => {
      for (let round = 0; round < 5; round++) {
        const text = `Five at once ${round}`
        const [number, key] = [await desk.taken(text), randomUUID()]
        const answers: ApiAnswer[] = await Promise.all(Array.from({ length: 5 }, () => reply(number, text, key)))
        expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200])
        expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1)
        await expectOneReply(number, text)
      }
    })

    it('TKT-17: whoever answers without having seen the newest message is shown it, and can send all the same', async () => {
      const number = await desk.taken('Crossing')
      const seen = (await desk.ticket(number)).messages.at(-1)!.id
      await rivals[0]!.client.post(`${desk.base}/tickets/${number}/comment`, { html: '<p>Wait, I know more</p>' })
      const body = { html: '<p>My answer</p>', outcome: 'hold', lastMessageId: seen }
      const refused = await running.admin.request('POST', `${desk.base}/tickets/${number}/reply`, body)
      expect(refused).toMatchObject({ status: 409, body: { code: 'ticket.changed_meanwhile', messages: [{ kind: 'note', text: 'Wait, I know more' }] } })
      expect((await desk.ticket(number)).messages.filter((message) => message.kind === 'reply')).toHaveLength(0)
      expect(await running.admin.request('POST', `${desk.base}/tickets/${number}/reply`, { ...body, force: true })).toMatchObject({ status: 200 })
    })

    it('EML-8: of two who send a failed answer again at once one does, and it goes out once (10 rounds)', async () => {
      for (let round = 0; round < 10; round++) {
        const [number, text] = [await desk.taken(`Again ${round}`), `Again and again ${round}`]
        relay.fault = { kind: 'refuse', at: 'rcpt', code: 550 }
        const messageId = await desk.reply(number, `<p>${text}</p>`)
        const { id } = await desk.settled(number, messageId, ['failed'])
        relay.fault = { kind: 'none' }
        const answers = await Promise.all(rivals.map(({ client }) => client.request('POST', `${desk.base}/deliveries/${id}/resend`, { confirm: true })))
        expect(answers.map((answer) => answer.status).sort(), `round ${round}`).toEqual([204, 409])
        await expectOneReply(number, text)
        expect(await engine.query('select id from delivery_attempt where delivery_id = ?', [id])).toHaveLength(2)
      }
    })

    it('a ticket that is opened again in the moment it would close by itself stays open (10 rounds)', async () => {
      const { core } = running
      for (let round = 0; round < 10; round++) {
        const number = await desk.taken(`Closing ${round}`)
        await running.admin.post(`${desk.base}/tickets/${number}/internal-solve`, { reason: 'other' })
        const [row] = await engine.query<{ id: number; solved_at: number; service_id: number; organisation_id: number }>('select t.id, t.solved_at, t.service_id, s.organisation_id from ticket t join service s on s.id = t.service_id where t.number = ?', [number])
        const scope = { kind: 'service', organisationId: Number(row!.organisation_id), serviceId: Number(row!.service_id), cause: { origin: 'system', chain: randomUUID(), depth: 0 } } as const
        const [opened] = await Promise.all([
          running.admin.request('PATCH', `${desk.base}/tickets/${number}`, { state: 'in_progress' }),
          inScope(scope, () => core.commands.closeIfStillSolved(Number(row!.id), Number(row!.solved_at))),
        ])
        // Either it was open before, or it had closed and was not opened.
        expect((await desk.ticket(number)).ticket.state).toBe(opened.status === 200 ? 'in_progress' : 'closed')
      }
    })

    async function expectOneReply(number: string, text: string): Promise<void> {
      const messages = (await desk.ticket(number)).messages.filter((message) => message.kind === 'reply')
      expect(messages).toHaveLength(1)
      await desk.settled(number, messages[0]!.id, ['sent'])
      const [row] = await engine.query<{ n: number }>('select count(*) as n from delivery where message_id = ?', [messages[0]!.id])
      expect(Number(row!.n)).toBe(1)
      expect(relay.mails.filter((mail) => mail.raw.includes(`<p>${text}</p>`))).toHaveLength(1)
    }
  })
})
