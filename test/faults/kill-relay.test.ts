import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachEngine, startRelay, type Relay } from '../support/index.js'
import { Killable, seededPoints, sleep, until } from './support/index.js'

const POINTS = 20
const TICKETS = 3
/** From the mail's last byte at the relay: half of the kills come before the relay's 250, half after it. */
const BEFORE_MS = 10
const AFTER_MS = 20

interface Reply { readonly text: string; readonly number: string; messageId: number }

describe('kill -9 while mails go out', () => {
  eachEngine((engine) => {
    let target: Killable
    let relay: Relay
    const numbers: string[] = []
    const replies: Reply[] = []
    const copies = (text: string) => relay.mails.filter((mail) => mail.raw.includes(`<p>${text}</p>`)).length
    beforeAll(async () => {
      relay = await startRelay()
      target = await Killable.start(engine)
      await target.desk.useRelay(relay.port)
      for (let i = 0; i < TICKETS; i++) numbers.push(await target.desk.taken(`Question ${i}`))
    })
    afterAll(async () => {
      await target?.server.stop()
      await relay?.stop()
    })

    /** The relay takes mail number `nth` of the round and kills the server `point` ms before or after its 250. */
    function killAt(point: number, nth: number): Promise<void> {
      let taken = 0
      return new Promise((resolve) => {
        relay.onAccepted = async () => {
          if (++taken !== nth) return
          const kill = () => target.server.kill9().then(resolve)
          if (point < 0) {
            await sleep(-point)
            await kill()
          } else void sleep(point).then(kill)
        }
      })
    }

    it(`EML-8: between the relay's acceptance and our mark, nothing is sent twice without an agent's decision (${POINTS} points)`, async () => {
      const points = seededPoints(2203, POINTS, BEFORE_MS + AFTER_MS).map((point) => point - BEFORE_MS)
      for (const [round, point] of points.entries()) {
        target.server.prepare()
        const killed = killAt(point, 1 + (round % TICKETS))
        await Promise.allSettled(numbers.map(async (number, i) => {
          const reply: Reply = { text: `Answer ${round}.${i}.`, number, messageId: 0 }
          replies.push(reply)
          reply.messageId = await target.desk.reply(number, `<p>${reply.text}</p>`)
        }))
        await killed
        relay.onAccepted = undefined
        await target.server.start()
      }
      await until('every delivery to come to rest', async () => (await target.count("select count(*) as n from delivery where state in ('queued', 'sending')")) === 0 || null)

      const rows = await engine.query<{ id: number; text: string; state: string; attempts: number }>("select d.id, m.text, d.state, d.attempts from delivery d join message m on m.id = d.message_id where m.kind = 'reply'")
      const states = new Map(rows.map((row) => [row.text, row.state]))
      expect(rows).toHaveLength(states.size)
      for (const { text, messageId } of replies) {
        const state = states.get(text)
        // Killed before the answer was accepted: the agent saw an error, and nothing may have left.
        if (messageId === 0 && state === undefined) expect(copies(text), text).toBe(0)
        else if (state === 'sent') expect(copies(text), text).toBe(1)
        else {
          expect(state, text).toBe('unknown')
          expect(copies(text), text).toBeLessThanOrEqual(1)
        }
        if (messageId !== 0) expect(state, `${text} was promised to the agent`).toBeDefined()
      }
      const unknown = rows.filter((row) => row.state === 'unknown')
      // Otherwise no kill came between acceptance and mark, and this test says nothing.
      expect(unknown.length).toBeGreaterThan(4)
      expect(unknown.some((row) => copies(row.text) === 1)).toBe(true)
    }, 300_000)

    it('EML-8: what may have been sent stays so until an agent decides; "send again" then really sends, "it was sent" does not', async () => {
      const unknown = replies.filter(({ messageId }) => messageId !== 0)
      const open: { reply: Reply; id: number; before: number }[] = []
      for (const reply of unknown) {
        const delivery = await target.desk.delivery(reply.number, reply.messageId)
        if (delivery.state === 'unknown') open.push({ reply, id: delivery.id, before: copies(reply.text) })
      }
      const [again, settled] = open
      expect(settled).toBeDefined()
      // A restart without a crash changes nothing about it either.
      await target.server.restart()
      await sleep(1200)
      expect(open.map(({ reply }) => copies(reply.text))).toEqual(open.map(({ before }) => before))
      const { base } = target.desk
      expect(await target.admin.request('POST', `${base}/deliveries/${again!.id}/resend`, {})).toMatchObject({ status: 400 })
      await target.admin.post(`${base}/deliveries/${again!.id}/resend`, { confirm: true })
      expect((await target.desk.settled(again!.reply.number, again!.reply.messageId, ['sent'])).state).toBe('sent')
      expect(copies(again!.reply.text)).toBe(again!.before + 1)
      expect(await target.admin.request('POST', `${base}/deliveries/${again!.id}/resend`, { confirm: true })).toMatchObject({ status: 409, body: { code: 'delivery.wrong_state' } })
      await target.admin.post(`${base}/deliveries/${settled!.id}/settle`, { state: 'sent' })
      expect((await target.desk.delivery(settled!.reply.number, settled!.reply.messageId)).state).toBe('sent')
      expect(copies(settled!.reply.text)).toBe(settled!.before)
    }, 60_000)
  })
})
