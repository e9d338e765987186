import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { eachEngine, freePort, startRelay, type Relay } from '../support/index.js'
import { addGroup, addMember, addService, Desk, signIn, sleep, startCore, until, type RunningCore } from './support/index.js'

const SILENCE_MS = 1500
const LATER_MS = 60_000

describe('relays that do not do what they should', () => {
  eachEngine((engine) => {
    let running: RunningCore
    let relay: Relay
    let desk: Desk
    let number: string
    beforeAll(async () => {
      running = await startCore(engine, { OC_EMAIL_RELAY_TIMEOUT_MS: String(SILENCE_MS) })
      relay = await startRelay()
      desk = new Desk(running.admin, running.smtpPort)
      await desk.useRelay(relay.port)
      number = await desk.taken('Question')
    })
    beforeEach(async () => {
      relay.fault = { kind: 'none' }
      relay.onAccepted = undefined
      await desk.useRelay(relay.port)
    })
    afterAll(async () => {
      await running?.stop()
      await relay?.stop()
    })

    const copies = (text: string) => relay.mails.filter((mail) => mail.raw.includes(`<p>${text}</p>`)).length
    /** The delivery once it was tried `attempts` times and waits. */
    const triedAndWaiting = (messageId: number, attempts: number) => until(`${attempts} attempts`, async () => {
      const delivery = await desk.delivery(number, messageId)
      return delivery.attempts === attempts && delivery.state === 'queued' ? delivery : null
    })

    for (const at of ['rcpt', 'data'] as const) {
      it(`EML-8: a relay that answers 4xx at ${at} is asked again later, and only later`, async () => {
        relay.fault = { kind: 'refuse', at, code: 451 }
        const messageId = await desk.reply(number, `<p>Temporary ${at}</p>`)
        expect(await triedAndWaiting(messageId, 1)).toMatchObject({ errorCode: 'transient.provider' })
        running.advance(1000)
        await sleep(200)
        expect((await desk.delivery(number, messageId)).attempts).toBe(1)
        running.advance(LATER_MS)
        await triedAndWaiting(messageId, 2)
        relay.fault = { kind: 'none' }
        running.advance(10 * LATER_MS)
        expect(await desk.settled(number, messageId, ['sent'])).toMatchObject({ attempts: 3, errorCode: null })
        expect(copies(`Temporary ${at}`)).toBe(1)
      })

      it(`EML-8: a relay that answers 5xx at ${at} makes the delivery fail at once, with its words on the ticket`, async () => {
        relay.fault = { kind: 'refuse', at, code: 554 }
        const messageId = await desk.reply(number, `<p>Permanent ${at}</p>`)
        const delivery = await desk.settled(number, messageId, ['failed'])
        expect(delivery).toMatchObject({ attempts: 1, errorCode: at === 'rcpt' ? 'recipient.invalid' : 'content.rejected' })
        expect(delivery.errorDetail).toContain('554')
        const { events } = await desk.ticket(number)
        expect(events.some((event) => event.type === 'delivery' && event.data.deliveryId === delivery.id && event.data.state === 'failed')).toBe(true)
        running.advance(100 * LATER_MS)
        await sleep(200)
        expect(await desk.delivery(number, messageId)).toMatchObject({ state: 'failed', attempts: 1 })
        relay.fault = { kind: 'none' }
        await running.admin.post(`${desk.base}/deliveries/${delivery.id}/resend`, { confirm: true })
        expect(await desk.settled(number, messageId, ['sent'])).toMatchObject({ attempts: 2, errorCode: null })
        expect(copies(`Permanent ${at}`)).toBe(1)
      })
    }

    it('EML-8: a relay that refuses connections is tried again until it is back', async () => {
      const port = await freePort()
      await desk.useRelay(port)
      const messageId = await desk.reply(number, '<p>Nobody there</p>')
      expect(await triedAndWaiting(messageId, 1)).toMatchObject({ errorCode: 'transient.network' })
      await desk.useRelay(relay.port)
      running.advance(LATER_MS)
      await desk.settled(number, messageId, ['sent'])
      expect(copies('Nobody there')).toBe(1)
    })

    for (const kind of ['hang', 'drop'] as const) {
      it(`EML-8: a relay that ${kind === 'hang' ? 'says nothing' : 'closes the line'} after it took the mail leaves "may have been sent", which nothing but an agent repeats`, async () => {
        relay.fault = { kind }
        const messageId = await desk.reply(number, `<p>Perhaps ${kind}</p>`)
        const delivery = await desk.settled(number, messageId, ['unknown'])
        expect(delivery).toMatchObject({ attempts: 1, errorCode: 'outcome.unknown' })
        relay.fault = { kind: 'none' }
        running.advance(100 * LATER_MS)
        await sleep(300)
        expect(await desk.delivery(number, messageId)).toMatchObject({ state: 'unknown', attempts: 1 })
        expect(copies(`Perhaps ${kind}`)).toBe(1)
        await running.admin.post(`${desk.base}/deliveries/${delivery.id}/resend`, { confirm: true })
        await desk.settled(number, messageId, ['sent'])
        expect(copies(`Perhaps ${kind}`)).toBe(2)
      })
    }

    it('EML-8: a relay that is silent before it takes the mail is no doubt: it is tried again', async () => {
      const lines = new Set<{ destroy(): void }>()
      const silent: Server = createServer((socket) => {
        lines.add(socket)
        socket.on('error', () => undefined).write('220 silent\r\n')
      })
      const port = await freePort()
      await new Promise<void>((resolve) => { silent.listen(port, '127.0.0.1', resolve) })
      try {
        await desk.useRelay(port)
        const messageId = await desk.reply(number, '<p>Silence</p>')
        expect(await triedAndWaiting(messageId, 1)).toMatchObject({ errorCode: 'transient.network' })
        await desk.useRelay(relay.port)
        running.advance(LATER_MS)
        await desk.settled(number, messageId, ['sent'])
        expect(copies('Silence')).toBe(1)
      } finally {
        for (const line of lines) line.destroy()
        silent.close()
      }
    })

    it('EML-8: one mail that is refused for now does not disturb those that are on their way beside it', async () => {
      const rows = await Promise.all(['slow-1', 'slow-2', 'refused'].map(async (name) => {
        const { ticket } = await desk.open(`Beside ${name}`, { from: `${name}@customer.example` })
        await desk.take(ticket.number)
        return ticket.number
      }))
      let slow = 0
      let release = () => {}
      const released = new Promise<void>((resolve) => { release = resolve })
      relay.onAccepted = async (mail) => {
        if (!mail.to[0]!.startsWith('slow')) return
        slow++
        await released
      }
      const slowIds = await Promise.all(rows.slice(0, 2).map((row) => desk.reply(row, '<p>Slow</p>')))
      await until('both slow mails to be at the relay', async () => slow === 2 || null)
      relay.fault = { kind: 'refuse', at: 'rcpt', code: 450 }
      const refused = await desk.reply(rows[2]!, '<p>Refused</p>')
      await until('the third to be refused', async () => (await desk.delivery(rows[2]!, refused)).errorCode)
      release()
      for (const [i, id] of slowIds.entries()) expect(await desk.settled(rows[i]!, id, ['sent', 'unknown', 'failed'])).toMatchObject({ state: 'sent' })
      relay.fault = { kind: 'none' }
      running.advance(LATER_MS)
      await desk.settled(rows[2]!, refused, ['sent'])
      expect(copies('Slow')).toBe(2)
      expect(copies('Refused')).toBe(1)
    })

    it('EML-8: a relay that hangs holds up nobody else’s mail', async () => {
      const rival = { organisation: 'rival', code: 'sales' }
      await addService(engine, rival)
      await addMember(engine, rival, 'boss', ['manager.ticket', 'agent.ticket'], [await addGroup(engine, rival, 'All')])
      const other = new Desk(await signIn(running.url, 'rival', 'boss'), running.smtpPort, 'sales')
      const quick = await startRelay()
      await other.useRelay(quick.port)
      const theirs = await other.taken('Quick')
      relay.fault = { kind: 'hang' }
      const stuck = await Promise.all(Array.from({ length: 12 }, (_, i) => desk.reply(number, `<p>Stuck ${i}</p>`)))
      await until('the relay to hang', async () => copies('Stuck 0') + copies('Stuck 1') > 0 || null)
      const started = Date.now()
      await other.settled(theirs, await other.reply(theirs, '<p>Quick</p>'), ['sent'])
      expect(Date.now() - started).toBeLessThan(SILENCE_MS)
      expect((await desk.delivery(number, stuck[0]!)).state).not.toBe('sent')
      await quick.stop()
    })
  })
})
