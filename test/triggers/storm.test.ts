import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inScope } from '../../core/src/tenancy/index.js'
import { addGroup, addMember, addService, Desk, signIn, sleep, startCore, until, type RunningCore } from '../faults/support/index.js'
import { eachEngine, sendMail, startRelay, type Relay } from '../support/index.js'

interface StormView { id: number; address: string; state: string; held: number; chain: { ticket: string; trigger: string | null; held: boolean }[] }
const MOST = 4

describe('two servers that answer one another', () => {
  eachEngine((engine) => {
    let running: RunningCore
    let relay: Relay
    let desk: Desk
    let echoes = 0
    beforeAll(async () => {
      running = await startCore(engine)
      relay = await startRelay()
      desk = new Desk(running.admin, running.smtpPort)
      await desk.useRelay(relay.port)
      const address = await desk.address()
      await desk.client.put(`${desk.base}/storm-settings`, { most: MOST, minutes: 60, version: 0 })
      for (const event of ['ticket.created', 'customer.replied']) {
        await desk.client.post(`${desk.base}/triggers`, { title: `Answer ${event}`, events: [event], conditions: {}, actions: [{ type: 'email.notify', params: { to: 'customer', subject: 'We have it', html: '<p>Automatic answer</p>' } }] })
      }
      // The other server answers whatever it gets, and says nowhere that it is a machine.
      relay.onAccepted = async (mail) => {
        if (!mail.to.includes('robot@elsewhere.example') || echoes >= 40) return
        echoes++
        await sendMail(running.smtpPort, { from: 'robot@elsewhere.example', to: address, subject: `Your request ${echoes}`, text: 'I am away.' })
      }
    })
    afterAll(async () => {
      await running?.stop()
      await relay?.stop()
    })
    const storms = async () => (await desk.client.get<{ items: StormView[] }>(`${desk.base}/storms`)).items
    const toRobot = () => relay.mails.filter((mail) => mail.to.includes('robot@elsewhere.example')).length
    const atRest = () => until('all mail to come to rest', async () => {
      const [row] = await engine.query<{ n: number }>(`select (select count(*) from raw_inbound where state = 'stored') + (select count(*) from delivery where state in ('queued', 'sending') and next_at < ${8.64e15}) as n`)
      return Number(row!.n) === 0 || null
    })

    it('TRG-8: are stopped by the storm breaker; what is held is shown with its chain, told to managers, and released or discarded', async () => {
      await sendMail(running.smtpPort, { from: 'robot@elsewhere.example', to: await desk.address(), subject: 'Order', text: 'I am away.' })
      const [storm] = await until('the storm', async () => { const all = await storms(); return all.length > 0 ? all : null })
      await atRest()
      expect(toRobot()).toBe(MOST)
      expect(echoes).toBe(MOST)
      expect(storm).toMatchObject({ address: 'robot@elsewhere.example', state: 'open' })
      const [held] = await storms()
      expect(held!.held).toBe(1)
      expect(held!.chain).toHaveLength(MOST + 1)
      expect(held!.chain[0]).toMatchObject({ held: true, trigger: expect.stringMatching(/^Answer /) })
      const { items } = await desk.client.get<{ items: { kind: string }[] }>(`${desk.base}/notices`)
      expect(items.filter((notice) => notice.kind === 'storm')).toHaveLength(1)

      const heldMails = async () => (await desk.client.get<{ items: { triggers: { title: string; actions: { mails: { to: string; state: string }[] }[] }[] }[] }>(`${desk.base}/trigger-ledger?outcome=held`)).items.map(({ triggers: [trigger] }) => [trigger!.title, ...trigger!.actions[0]!.mails.map(({ to, state }) => `${to} ${state}`)])
      expect(await heldMails()).toEqual([['Answer ticket.created', 'robot@elsewhere.example held']])

      // Another customer is not concerned.
      await sendMail(running.smtpPort, { from: 'human@elsewhere.example', to: await desk.address(), subject: 'Hello', text: 'A question' })
      await until('the answer to somebody else', async () => relay.mails.some((mail) => mail.to.includes('human@elsewhere.example')) || null)

      await desk.client.post(`${desk.base}/storms/${held!.id}/release`)
      await atRest()
      // Released, it went on and was stopped again.
      const again = await until('the second storm', async () => (await storms()).find((one) => one.state === 'open') ?? null)
      await atRest()
      expect(toRobot()).toBe(MOST + 1 + MOST)
      expect((await desk.client.request('POST', `${desk.base}/storms/${held!.id}/discard`)).status).toBe(409)
      await desk.client.post(`${desk.base}/storms/${again.id}/discard`)
      await atRest()
      expect(toRobot()).toBe(MOST + 1 + MOST)
      expect((await storms()).map((one) => one.state)).toEqual(['discarded', 'released'])
      expect(await heldMails()).toEqual([['Answer ticket.created', 'robot@elsewhere.example cancelled'], ['Answer ticket.created', 'robot@elsewhere.example sent']])
      const events = await engine.query<{ type: string }>("select type from ticket_event where type like 'storm.%' order by id")
      expect(events.map((event) => event.type)).toEqual(['storm.released', 'storm.discarded'])
    }, 120_000)
    it('TRG-8: a message that is written while somebody releases what is held is not left behind', async () => {
      const { number } = await desk.client.post<{ number: string }>(`${desk.base}/tickets`, { subject: 'Late', html: '<p>x</p>', customer: { scheme: 'email', address: 'late@elsewhere.example' } })
      const [row] = await engine.query<Record<'id' | 'service' | 'organisation' | 'inbox', number>>('select t.id, t.service_id as service, s.organisation_id as organisation, (select min(b.id) from inbox b where b.service_id = t.service_id) as inbox from ticket t join service s on s.id = t.service_id where t.number = ?', [number])
      const scope = { kind: 'service', organisationId: Number(row!.organisation), serviceId: Number(row!.service), cause: { origin: 'trigger', chain: 'late', depth: 0 } } as const
      const write = (count: number, then: () => Promise<void> | void) => inScope(scope, () => running.core.database.db.transaction(async () => {
        for (let i = 0; i < count; i++) await running.core.channels.deliveries.enqueue({ inboxId: Number(row!.inbox), ticketId: Number(row!.id), to: [{ scheme: 'email', address: 'late@elsewhere.example' }], subject: 'Late', html: '<p>Automatic</p>', automatic: true })
        await then()
      }))
      await write(MOST + 1, () => undefined)
      const storm = (await storms()).find((one) => one.state === 'open')!
      let settled: Promise<unknown> | undefined
      await write(1, async () => {
        settled = desk.client.post(`${desk.base}/storms/${storm.id}/release`)
        await sleep(300)
      })
      await settled
      expect(await engine.query(`select id from delivery where state = 'queued' and next_at >= ${8.64e15}`)).toEqual([])
      await atRest()
      expect(relay.mails.filter((mail) => mail.raw.includes('<p>Automatic</p>'))).toHaveLength(MOST + 2)
    })

    it('TRG-8: belongs to its service', async () => {
      await addService(engine, { organisation: 'rival', code: 'sales' })
      await addMember(engine, { organisation: 'rival', code: 'sales' }, 'boss', ['manager.ticket'], [await addGroup(engine, { organisation: 'rival', code: 'sales' }, 'All')])
      const other = new Desk(await signIn(running.url, 'rival', 'boss'), running.smtpPort, 'sales')
      expect((await other.client.get<{ items: unknown[] }>(`${other.base}/storms`)).items).toEqual([])
    })
  })
})
