import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addMember, Desk, signIn, startCore, type RunningCore } from '../faults/support/index.js'
import { eachEngine, type ApiClient } from '../support/index.js'

const ROUNDS = process.env.OC_TEST_SOAK ? 1000 : 50

describe('races of two agents', () => {
  eachEngine((engine) => {
    let running: RunningCore
    let desk: Desk
    let groupId: number
    const rivals: ApiClient[] = []
    beforeAll(async () => {
      running = await startCore(engine)
      desk = new Desk(running.admin, running.smtpPort)
      groupId = await desk.groupId()
      for (const login of ['kim', 'lee']) {
        await addMember(engine, { organisation: 'acme', code: 'help' }, login, ['agent.ticket'], [groupId])
        rivals.push(await signIn(running.url, 'acme', login))
      }
    })
    afterAll(() => running?.stop())

    it(`TKT-5, TKT-17: one of two who take has it, and of two who answer at once one is asked first (${ROUNDS} races of each)`, async () => {
      const inboxId = (await running.admin.get<{ items: { id: number }[] }>(`${desk.base}/inboxes`)).items[0]!.id
      for (let round = 0; round < ROUNDS; round++) {
        const { number } = await running.admin.post<{ number: string }>(`${desk.base}/tickets`, { subject: `Race ${round}`, html: '<p>x</p>', inboxId, customer: { scheme: 'email', address: `r${round}@customer.example` } })
        const order = round % 2 === 0 ? rivals : [...rivals].reverse()
        const taken = await Promise.all(order.map((client) => client.request('POST', `${desk.base}/tickets/${number}/take`, { groupId })))
        expect(taken.map((answer) => answer.status).sort(), `taking, round ${round}`).toEqual([200, 409])
        const lastMessageId = (await desk.ticket(number)).messages.at(-1)!.id
        const answers = await Promise.all(order.map((client, i) => client.request('POST', `${desk.base}/tickets/${number}/reply`, { html: `<p>Answer ${i}</p>`, outcome: 'hold', lastMessageId })))
        expect(answers.map((answer) => answer.status).sort(), `answering, round ${round}`).toEqual([200, 409])
        expect(answers.find((answer) => answer.status === 409)!.body).toMatchObject({ code: 'ticket.changed_meanwhile', messages: [{ kind: 'reply' }] })
        const { ticket, messages, events } = await desk.ticket(number)
        expect([messages.filter((message) => message.kind === 'reply').length, events.filter((event) => event.type === 'taken').length], `round ${round}`).toEqual([1, 1])
        expect(ticket.assignee).not.toBeNull()
      }
    }, process.env.OC_TEST_SOAK ? 1_800_000 : 120_000)

    it('TKT-17: what another has changed meanwhile is not overwritten unseen: the refusal says what it is now', async () => {
      const { number } = await running.admin.post<{ number: string }>(`${desk.base}/tickets`, { subject: 'Edited', html: '<p>x</p>', customer: { scheme: 'email', address: 'e@customer.example' } })
      const etag = (await running.admin.request('GET', `${desk.base}/tickets/${number}`)).headers.get('etag')!
      const change = (client: ApiClient, priority: string) => client.request('PATCH', `${desk.base}/tickets/${number}`, { priority }, { 'if-match': etag })
      expect(await change(rivals[0]!, 'high')).toMatchObject({ status: 200 })
      expect(await change(rivals[1]!, 'low')).toMatchObject({ status: 412, body: { code: 'ticket.edited_meanwhile', current: { priority: 'high' } } })
      expect(await running.admin.request('PATCH', `${desk.base}/tickets/${number}`, { priority: 'low' }, { 'if-match': 'nonsense' })).toMatchObject({ status: 400 })
    })
  })
})
