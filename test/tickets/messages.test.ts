import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Desk, startCore, type MessageView, type RunningCore } from '../faults/support/index.js'
import { eachEngine } from '../support/index.js'

interface Page { readonly items: readonly MessageView[]; readonly earlier: number }

describe('a ticket with many messages', () => {
  eachEngine((engine) => {
    let running: RunningCore
    let desk: Desk
    beforeAll(async () => {
      running = await startCore(engine)
      desk = new Desk(running.admin, running.smtpPort)
    })
    afterAll(() => running?.stop())

    const write = (number: string, count: number) =>
      engine.query(
        `insert into message (service_id, ticket_id, kind, author_type, html, text, created_at)
         select t.service_id, t.id, 'note', 'system', '<p>Note ' || n.i || '</p>', 'Note ' || n.i, t.created_at + n.i from ticket t, (with recursive k(i) as (select 1 union all select i + 1 from k where i < ${count}) select i from k) n where t.number = ? order by n.i`,
        [number],
      )
    const detail = (number: string) => running.admin.get<{ messages: MessageView[]; earlierMessages: number; answerTo: { address: string } | null }>(`${desk.base}/tickets/${number}`)
    const page = (number: string, before: number, limit?: number) => running.admin.get<Page>(`${desk.base}/tickets/${number}/messages?before=${before}${limit ? `&limit=${limit}` : ''}`)

    it('TKT-10: comes with its newest messages, and earlier ones page by page, each once and in order', async () => {
      const { ticket } = await desk.open('Long')
      await write(ticket.number, 2000)
      const { messages, earlierMessages, answerTo } = await detail(ticket.number)
      expect([messages.length, messages.at(-1)!.text, earlierMessages]).toEqual([50, 'Note 2000', 1951])
      // The customer wrote long before what is loaded.
      expect(answerTo).toMatchObject({ address: 'kim@customer.example' })
      const all = [...messages]
      for (let earlier = earlierMessages; earlier > 0;) {
        const more = await page(ticket.number, all[0]!.id, 200)
        expect(more.earlier).toBe(earlier - more.items.length)
        all.unshift(...more.items)
        earlier = more.earlier
      }
      expect(all.map((message) => message.text)).toEqual(['About Long', ...Array.from({ length: 2000 }, (_, at) => `Note ${at + 1}`)])
      expect(await page(ticket.number, all[0]!.id)).toEqual({ items: [], earlier: 0 })
    })

    it('TKT-7: files named in decomposed Hangul are composed, whether they come by mail or are uploaded, are sent or downloaded', async () => {
      const [composed, decomposed] = ['영수증 사본.txt'.normalize('NFC'), '영수증 사본.txt'.normalize('NFD')]
      const { ticket, messages } = await desk.open('Receipt', { attachments: [{ filename: decomposed, content: '48,000' }] })
      const [received] = messages[0]!.attachments
      expect(received!.name).toBe(composed)
      const uploaded = await running.admin.upload<{ id: number; name: string }>(`${desk.base}/files?name=${encodeURIComponent(decomposed)}`, Buffer.from('x'), 'text/plain')
      expect(uploaded.name).toBe(composed)
      for (const path of [received!.url, `${desk.base}/files/${uploaded.id}`]) {
        const { status, headers } = await running.admin.request('GET', path)
        expect([status, decodeURIComponent(/filename\*=UTF-8''(\S+)/.exec(headers.get('content-disposition')!)![1]!)]).toEqual([200, composed])
      }
      await desk.take(ticket.number)
      await running.admin.post(`${desk.base}/tickets/${ticket.number}/comment`, { html: '<p>See it</p>', attachments: [uploaded.id] })
      expect((await desk.ticket(ticket.number)).messages.at(-1)!.attachments.map(({ name }) => name)).toEqual([composed])
    })

    it('TKT-10: a short ticket comes whole; pages of other tickets and of nonsense are refused', async () => {
      const { ticket } = await desk.open('Short')
      await write(ticket.number, 49)
      const { messages, earlierMessages } = await detail(ticket.number)
      expect([messages.length, earlierMessages]).toEqual([50, 0])
      const status = async (path: string) => (await running.admin.request('GET', `${desk.base}/tickets/${path}`)).status
      expect(await status('T0000/messages?before=10')).toBe(404)
      expect(await status(`${ticket.number}/messages`)).toBe(200)
      expect(await status(`${ticket.number}/messages?before=-1`)).toBe(400)
      expect(await status(`${ticket.number}/messages?before=10&limit=100000`)).toBe(400)
    })

    it('TKT-17: whoever did not see the newest message is stopped, however many there are', async () => {
      const number = await desk.taken('Guarded')
      await write(number, 100)
      const seen = (await detail(number)).messages.at(-1)!.id
      await write(number, 1)
      const answer = await running.admin.request('POST', `${desk.base}/tickets/${number}/reply`, { html: '<p>x</p>', outcome: 'hold', lastMessageId: seen })
      expect([answer.status, (answer.body as { messages: unknown[] }).messages.length]).toEqual([409, 1])
    })
  })
})
