import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachEngine, sendMail, startRelay, type Relay, type RelayedMail } from '../support/index.js'
import { addService, Desk, signIn, addMember, addGroup, startCore, until, type RunningCore } from '../faults/support/index.js'

const CRLF = '\r\n'
const header = (mail: RelayedMail, name: string) => new RegExp(`^${name}: (.*(?:\r\n[ \t].*)*)`, 'im').exec(mail.raw)?.[1]?.replace(/\r\n\s+/g, ' ').trim() ?? ''
const raw = (headers: Readonly<Record<string, string>>, body: string) => Buffer.from([...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), '', body].join(CRLF))

describe('mails written by machines', () => {
  eachEngine((engine) => {
    let running: RunningCore
    let relay: Relay
    let desk: Desk
    let other: Desk
    let [here, there] = ['', '']
    beforeAll(async () => {
      running = await startCore(engine)
      relay = await startRelay()
      desk = new Desk(running.admin, running.smtpPort)
      const sales = { organisation: 'rival', code: 'sales' }
      await addService(engine, sales)
      await addMember(engine, sales, 'boss', ['manager.ticket', 'agent.ticket'], [await addGroup(engine, sales, 'All')])
      other = new Desk(await signIn(running.url, 'rival', 'boss'), running.smtpPort, 'sales')
      ;[here, there] = [await desk.address(), await other.address()]
      for (const one of [desk, other]) {
        await one.useRelay(relay.port)
        for (const event of ['ticket.created', 'customer.replied']) {
          await one.client.post(`${one.base}/triggers`, { title: `Answer ${event}`, events: [event], conditions: {}, actions: [{ type: 'email.notify', params: { to: 'customer', subject: 'We have it: #{ticket.title}', html: '<p>Automatic answer</p>' } }] })
        }
      }
    })
    afterAll(async () => {
      await running?.stop()
      await relay?.stop()
    })

    const about = (word: string) => relay.mails.filter((mail) => header(mail, 'Subject').includes(word))
    /** No mail waits anywhere, in or out. */
    const rest = () => until('all mail to come to rest', async () => {
      const [row] = await engine.query<{ n: number }>("select (select count(*) from raw_inbound where state = 'stored') + (select count(*) from delivery where state in ('queued', 'sending')) as n")
      return Number(row!.n) === 0 || null
    })
    /** What the relay takes for one of our addresses comes back to us, as it would in the world. */
    async function inTheWorld(work: () => Promise<void>): Promise<void> {
      relay.onAccepted = async (mail) => {
        const ours = mail.to.filter((address) => address.endsWith('.localhost'))
        if (ours.length > 0) await sendMail(running.smtpPort, { envelope: { from: mail.from, to: ours }, raw: Buffer.from(mail.raw, 'latin1') })
      }
      try {
        await work()
      } finally {
        relay.onAccepted = undefined
      }
    }
    /** An answer of ours to a customer, as it left. */
    async function answered(subject: string): Promise<{ number: string; mail: RelayedMail; messageId: number }> {
      const { ticket } = await desk.open(subject)
      await desk.take(ticket.number)
      const messageId = await desk.reply(ticket.number, `<p>Our answer to ${subject}</p>`)
      await desk.settled(ticket.number, messageId, ['sent'])
      return { number: ticket.number, messageId, mail: relay.mails.find((mail) => mail.raw.includes(`<p>Our answer to ${subject}</p>`))! }
    }

    it('EML-7: our own automatic answer that comes back is nobody’s ticket', async () => {
      await desk.open('Own echo')
      await until('the automatic answer', async () => about('We have it: Own echo')[0])
      const before = (await desk.tickets()).length
      const [sent] = about('We have it: Own echo')
      expect(header(sent!, 'Auto-Submitted')).toBe('auto-replied')
      for (const from of [sent!.from, '']) await sendMail(running.smtpPort, { envelope: { from, to: [here] }, raw: Buffer.from(sent!.raw, 'latin1') })
      await rest()
      expect((await desk.tickets()).length).toBe(before)
      expect(about('Own echo')).toHaveLength(1)
      const { items } = await running.admin.get<{ items: { state: string; reason: string }[] }>(`${desk.base}/intake?limit=2`)
      expect(items.map(({ state }) => state).sort()).toEqual(['duplicate', 'skipped'])
    })

    it('EML-7: a customer who writes from our own address makes one ticket and no loop', async () => {
      await inTheWorld(async () => {
        await sendMail(running.smtpPort, { envelope: { from: here, to: [here] }, raw: raw({ From: here, To: here, Subject: 'Snake', 'Message-ID': '<snake@customer.example>' }, 'I bite my tail') })
        await desk.arrived('Snake')
        await rest()
      })
      expect((await desk.tickets()).filter((ticket) => ticket.subject.includes('Snake'))).toHaveLength(1)
      expect(about('Snake').length).toBeLessThanOrEqual(1)
    })

    it('EML-7: two services that answer automatically do not answer each other', async () => {
      await inTheWorld(async () => {
        await sendMail(running.smtpPort, { envelope: { from: there, to: [here] }, raw: raw({ From: there, To: here, Subject: 'Ping', 'Message-ID': '<ping@customer.example>' }, 'Pong?') })
        await desk.arrived('Ping')
        await rest()
      })
      expect((await desk.tickets()).filter((ticket) => ticket.subject.includes('Ping'))).toHaveLength(1)
      expect(about('Ping')).toHaveLength(1)
      expect((await other.tickets()).filter((ticket) => ticket.subject.includes('Ping')).length).toBeLessThanOrEqual(1)
    })

    it('EML-7: a vacation notice stays on its ticket as a quiet note: no answer, no reopening, no trigger', async () => {
      const { number, mail } = await answered('Holiday')
      const mails = relay.mails.length
      await sendMail(running.smtpPort, {
        envelope: { from: 'kim@customer.example', to: [header(mail, 'Reply-To').match(/[^\s<]+@[^\s>]+/)![0]] },
        raw: raw({ From: 'kim@customer.example', To: here, Subject: 'Out of office: Re: Holiday', 'Message-ID': '<vacation@customer.example>', 'In-Reply-To': header(mail, 'Message-ID'), 'Auto-Submitted': 'auto-replied' }, 'I am on the beach'),
      })
      await rest()
      const { ticket, messages } = await desk.ticket(number)
      expect(messages.at(-1)).toMatchObject({ kind: 'quiet', text: 'I am on the beach' })
      expect(ticket.state).toBe('on_hold')
      expect((await desk.tickets()).filter((row) => row.subject.includes('Holiday'))).toHaveLength(1)
      expect(relay.mails.length).toBe(mails)
    })

    it('EML-7: a vacation notice that belongs to nothing is not answered either', async () => {
      const mails = relay.mails.length
      await sendMail(running.smtpPort, { envelope: { from: 'lee@customer.example', to: [here] }, raw: raw({ From: 'lee@customer.example', To: here, Subject: 'Out of office: stranger', 'Message-ID': '<stranger@customer.example>', 'Auto-Submitted': 'auto-replied' }, 'Away') })
      await rest()
      expect(relay.mails.length).toBe(mails)
    })

    it('EML-7: a bounce of our answer makes the delivery fail, on the ticket and with the reason', async () => {
      const { number, mail, messageId } = await answered('Bouncing')
      const mails = relay.mails.length
      const report = [
        '--b', 'Content-Type: text/plain', '', 'The user does not exist.', '', '--b', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.customer.example', '', 'Final-Recipient: rfc822; kim@customer.example', 'Action: failed', 'Status: 5.1.1',
        'Diagnostic-Code: smtp; 550 5.1.1 No such user', '', '--b', 'Content-Type: message/rfc822', '', mail.raw, '--b--', '',
      ].join(CRLF)
      await sendMail(running.smtpPort, {
        envelope: { from: '', to: [mail.from] },
        raw: raw({ From: 'MAILER-DAEMON@customer.example', To: mail.from, Subject: 'Undelivered mail', 'Message-ID': '<dsn@customer.example>', 'Auto-Submitted': 'auto-replied', 'MIME-Version': '1.0', 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b' }, report),
      })
      await rest()
      const { ticket, messages, events } = await desk.ticket(number)
      expect(messages.find((message) => message.id === messageId)!.delivery).toMatchObject({ state: 'failed', errorCode: 'recipient.invalid' })
      expect(events.find((event) => event.type === 'delivery')!.data).toMatchObject({ state: 'failed' })
      expect(messages.at(-1)).toMatchObject({ kind: 'quiet' })
      expect(ticket.state).toBe('on_hold')
      expect((await desk.tickets()).filter((row) => row.subject.includes('Undelivered'))).toEqual([])
      expect(relay.mails.length).toBe(mails)
    })

    it('EML-7: a bounce of something we never sent changes nothing and opens nothing', async () => {
      const before = (await desk.tickets()).length
      await sendMail(running.smtpPort, { envelope: { from: '', to: [here] }, raw: raw({ From: 'MAILER-DAEMON@customer.example', To: here, Subject: 'Backscatter', 'Message-ID': '<back@customer.example>', 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b' }, ['--b', 'Content-Type: message/delivery-status', '', 'Action: failed', 'Status: 5.1.1', '', '--b--', ''].join(CRLF)) })
      await rest()
      expect((await desk.tickets()).length).toBe(before)
    })

    it('EML-6: a person’s answer finds its ticket by reference or by reply address, never by its subject', async () => {
      const { number, mail } = await answered('Threading')
      const answer = (id: string, headers: Record<string, string>, to = here) => sendMail(running.smtpPort, { envelope: { from: 'kim@customer.example', to: [to] }, raw: raw({ From: 'kim@customer.example', To: to, Subject: 'Re: Threading', 'Message-ID': `<${id}@customer.example>`, ...headers }, `Text ${id}`) })
      await answer('by-reference', { References: `<unknown@x.example> ${header(mail, 'Message-ID')}` })
      await answer('by-address', {}, header(mail, 'Reply-To').match(/[^\s<]+@[^\s>]+/)![0])
      await answer('by-subject', {})
      await rest()
      const { ticket, messages } = await desk.ticket(number)
      expect(messages.filter((message) => message.kind === 'customer').map((message) => message.text)).toEqual(['About Threading', 'Text by-reference', 'Text by-address'])
      expect(ticket.state).toBe('in_progress')
      expect((await desk.tickets()).filter((row) => row.subject === 'Re: Threading')).toHaveLength(1)
    })

    it('EML-9: after all this, received = imported + duplicate + skipped + quarantined', async () => {
      const { received, imported, duplicate, skipped, quarantined, stored } = await desk.accounted()
      expect({ stored, sum: imported + duplicate + skipped + quarantined }).toEqual({ stored: 0, sum: received })
      expect(Math.min(imported, duplicate, skipped)).toBeGreaterThan(0)
    })
  })
})
