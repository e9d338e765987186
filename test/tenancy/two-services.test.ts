import type WebSocket from 'ws'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachEngine, sendMail, startRelay, type ApiClient, type Relay, type RelayedMail } from '../support/index.js'
import { addGroup, addMember, addService, Desk, signIn, startCore, until, type RunningCore } from '../faults/support/index.js'

const CRLF = '\r\n'
const header = (mail: RelayedMail, name: string) => new RegExp(`^${name}: (.*(?:\r\n[ \t].*)*)`, 'im').exec(mail.raw)?.[1]?.replace(/\r\n\s+/g, ' ').trim() ?? ''

/** A live connection that keeps what it hears. */
async function listen(client: ApiClient): Promise<{ heard: Record<string, unknown>[]; say(message: unknown): void; close(): void }> {
  const socket: WebSocket = client.webSocket()
  const heard: Record<string, unknown>[] = []
  socket.on('message', (data) => heard.push(JSON.parse(String(data)) as Record<string, unknown>))
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  return { heard, say: (message) => socket.send(JSON.stringify(message)), close: () => socket.close() }
}

describe('two organisations in one installation', () => {
  eachEngine((engine) => {
    let running: RunningCore
    let relay: Relay
    /** Ours, a rival's service of the same code, a rival's service of another code, and our own organisation's other service. */
    let ours: Desk
    let theirs: Desk
    let vault: Desk
    let agent: ApiClient
    let [theirNumber, ourNumber] = ['', '']
    let [theirMail, ourMail]: [RelayedMail?, RelayedMail?] = []
    beforeAll(async () => {
      running = await startCore(engine)
      relay = await startRelay()
      ours = new Desk(running.admin, running.smtpPort)
      const staff = ['manager.ticket', 'agent.ticket']
      for (const [organisation, code] of [['rival', 'help'], ['rival', 'vault'], ['acme', 'sales']] as const) {
        await addService(engine, { organisation, code })
        await addMember(engine, { organisation, code }, `boss-${code}`, staff, [await addGroup(engine, { organisation, code }, 'All')], { organisationAdmin: code === 'help' })
      }
      const boss = await signIn(running.url, 'rival', 'boss-help')
      theirs = new Desk(boss, running.smtpPort)
      vault = new Desk(await signIn(running.url, 'rival', 'boss-vault'), running.smtpPort, 'vault')
      await addMember(engine, { organisation: 'acme', code: 'help' }, 'kim', ['agent.ticket'], [await ours.groupId()])
      agent = await signIn(running.url, 'acme', 'kim')
      for (const desk of [ours, theirs, vault]) await desk.useRelay(relay.port)
      ;[ourNumber, theirNumber] = [await ours.taken('Our secret'), await theirs.taken('Their secret')]
      await vault.taken('Vault secret')
      await ours.settled(ourNumber, await ours.reply(ourNumber, '<p>Our words</p>'), ['sent'])
      await theirs.settled(theirNumber, await theirs.reply(theirNumber, '<p>Their words</p>'), ['sent'])
      ourMail = relay.mails.find((mail) => mail.raw.includes('Our words'))
      theirMail = relay.mails.find((mail) => mail.raw.includes('Their words'))
    })
    afterAll(async () => {
      await running?.stop()
      await relay?.stop()
    })

    it('PRM-4: the same code of a service names each organisation’s own', async () => {
      expect((await ours.tickets()).map((ticket) => ticket.subject)).toEqual(['Our secret'])
      expect((await theirs.tickets()).map((ticket) => ticket.subject)).toEqual(['Their secret'])
      expect(await ours.address()).not.toBe(await theirs.address())
    })

    it('PRM-4: another service’s ticket number in a URL is like one that never was', async () => {
      const body = (answer: { body: unknown }) => ({ ...(answer.body as Record<string, unknown>), requestId: '' })
      for (const path of ['', '/why']) {
        const [real, invented] = [await agent.request('GET', `${ours.base}/tickets/${theirNumber}${path}`), await agent.request('GET', `${ours.base}/tickets/T1700000000000xxxx${path}`)]
        expect(real.status).toBe(404)
        expect(body(real)).toEqual(body(invented))
      }
      expect(await running.admin.request('GET', `${ours.base}/tickets/${theirNumber}`)).toMatchObject({ status: 404, body: { code: 'ticket.not_found' } })
    })

    it('PRM-4: another service’s code is like one that never was, for strangers and for colleagues who do not work there', async () => {
      const body = (answer: { body: unknown }) => ({ ...(answer.body as Record<string, unknown>), requestId: '' })
      for (const client of [agent, running.admin]) {
        const [real, invented] = [await client.request('GET', '/api/s/vault/tickets'), await client.request('GET', '/api/s/nothing/tickets')]
        expect(real.status).toBe(404)
        expect(body(real)).toEqual(body(invented))
      }
      expect(await agent.request('GET', '/api/s/sales/tickets')).toMatchObject({ status: 404, body: { code: 'http.not_found' } })
      expect(await agent.request('GET', '/api/s/sales/console')).toMatchObject({ status: 404 })
    })

    it('TKT-17: a key of one service’s request does not fetch another’s answer', async () => {
      const key = { 'idempotency-key': 'the-same-key' }
      const first = await theirs.client.request('POST', `${theirs.base}/tickets/${theirNumber}/comment`, { html: '<p>Their note</p>' }, key)
      const second = await running.admin.request('POST', `${ours.base}/tickets/${ourNumber}/comment`, { html: '<p>Our note</p>' }, key)
      expect([first.status, second.status]).toEqual([200, 200])
      expect(second.body).not.toEqual(first.body)
    })

    it('PRM-4: a live connection hears its own service only, whatever it asks for', async () => {
      const line = await listen(agent)
      try {
        const ask = async (message: Record<string, unknown>, reply: string) => {
          const before = line.heard.length
          line.say({ type: 'subscribe', ...message })
          return until(`an answer to ${JSON.stringify(message)}`, async () => line.heard.slice(before).find((heard) => heard.type === reply))
        }
        expect(await ask({ service: 'help', topics: [`ticket:${theirNumber}`] }, 'error')).toMatchObject({ code: 'http.not_found', topic: `ticket:${theirNumber}` })
        for (const service of ['vault', 'sales', 'nothing']) expect(await ask({ service, topics: ['tickets'] }, 'error')).toMatchObject({ code: 'http.not_found' })
        expect(await ask({ service: 'help', topics: ['tickets', 'service', `ticket:${ourNumber}`] }, 'subscribed')).toMatchObject({ topics: ['tickets', 'service', `ticket:${ourNumber}`] })
        const before = line.heard.length
        await theirs.client.post(`${theirs.base}/tickets/${theirNumber}/comment`, { html: '<p>Whisper</p>' })
        await vault.open('Another secret')
        await running.admin.post(`${ours.base}/tickets/${ourNumber}/comment`, { html: '<p>Aloud</p>' })
        // Events of other services came first, so that they would be here by now.
        await until('our own event', async () => line.heard.slice(before).find((heard) => (heard.payload as { number?: string } | undefined)?.number === ourNumber))
        expect(line.heard.slice(before).every((heard) => heard.service === 'help' && (heard.payload as { number?: string }).number === ourNumber)).toBe(true)
        expect(JSON.stringify(line.heard)).not.toMatch(/secret|Whisper/)
      } finally {
        line.close()
      }
    })

    it('PRM-4: no live connection without a session, or for another site’s page', async () => {
      const { default: Socket } = await import('ws')
      const refused = (headers: Record<string, string>) => new Promise((resolve) => new Socket(`${running.url.replace('http', 'ws')}/ws`, { headers }).once('unexpected-response', (_request, response) => resolve(response.statusCode)).once('open', () => resolve('open')).once('error', () => undefined))
      expect(await refused({})).toBe(401)
      expect(await refused({ cookie: 'oc_session=forged' })).toBe(401)
      expect(await refused({ cookie: agent.cookie, origin: 'https://evil.example' })).toBe(401)
    })

    describe('an answer that belongs elsewhere', () => {
      const state = async () => ({ theirs: (await theirs.ticket(theirNumber)).messages.length, ours: (await ours.ticket(ourNumber)).messages.length })
      /** Sends to the desk's service with these headers; the subject of the one new ticket. */
      async function lands(desk: Desk, to: string, subject: string, headers: Readonly<Record<string, string>> = {}): Promise<void> {
        const before = await state()
        const raw = Buffer.from([`From: kim@customer.example`, `To: ${to}`, `Subject: ${subject}`, `Message-ID: <${subject.replace(/\W/g, '')}@customer.example>`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), '', 'Where do I belong?'].join(CRLF))
        await sendMail(running.smtpPort, { envelope: { from: 'kim@customer.example', to: [to] }, raw })
        const { messages } = await desk.arrived(subject)
        expect(messages).toHaveLength(1)
        expect(await state()).toEqual(before)
      }
      const tokenOf = (mail: RelayedMail) => /\+([^@]+)@/.exec(header(mail, 'Reply-To'))![1]!
      const withToken = (address: string, token: string) => address.replace('@', `+${token}@`)

      it('EML-6: another service’s Message-ID in In-Reply-To and References opens a ticket of one’s own', async () => {
        const id = header(theirMail!, 'Message-ID')
        await lands(ours, await ours.address(), 'Foreign reference', { 'In-Reply-To': id, References: id })
      })
      it('EML-6: another service’s reply token opens a ticket of one’s own', async () => {
        await lands(ours, withToken(await ours.address(), tokenOf(theirMail!)), 'Foreign token')
      })
      it('EML-6: another service’s signature under our ticket’s id, and a signature of one’s own making, are worth nothing', async () => {
        const [our, their] = [tokenOf(ourMail!), tokenOf(theirMail!)]
        const [ourId, theirSignature] = [our.split('-')[0]!, their.split('-')[1]!]
        await lands(ours, withToken(await ours.address(), `${ourId}-${theirSignature}`), 'Mixed token')
        const flipped = our.slice(0, -1) + (our.endsWith('0') ? '1' : '0')
        await lands(ours, withToken(await ours.address(), flipped), 'Tampered token')
        await lands(ours, withToken(await ours.address(), `${ourId}-`), 'Empty token')
      })
      it('EML-6: the right token at the right address does land, so that the tests above mean something', async () => {
        const before = await state()
        await ours.mail('Re: whatever', { to: withToken(await ours.address(), tokenOf(ourMail!).toUpperCase()) })
        await until('the answer', async () => (await state()).ours === before.ours + 1 || null)
        expect((await state()).theirs).toBe(before.theirs)
      })
      it('CUS-1: one address that writes to both is a customer of each, and neither sees the other’s tickets', async () => {
        const [here, there] = [await ours.open('Same sender here', { from: 'both@customer.example' }), await theirs.open('Same sender there', { from: 'both@customer.example' })]
        expect(here.customer.number).not.toBe(there.customer.number)
        expect(JSON.stringify(await ours.ticket(here.ticket.number))).not.toContain('Same sender there')
      })
      it('EML-9: one mail to both is one ticket in each', async () => {
        await sendMail(running.smtpPort, { from: 'kim@customer.example', to: [await ours.address(), await theirs.address()], subject: 'To both', text: 'x' })
        await ours.arrived('To both')
        await theirs.arrived('To both')
        for (const desk of [ours, theirs]) expect((await desk.tickets()).filter((ticket) => ticket.subject === 'To both')).toHaveLength(1)
      })
    })

    it('EML-9: in each service, received = imported + duplicate + skipped + quarantined', async () => {
      for (const desk of [ours, theirs, vault]) {
        const { received, imported, duplicate, skipped, quarantined } = await desk.accounted()
        expect(imported + duplicate + skipped + quarantined).toBe(received)
        expect(received).toBe(Number((await engine.query<{ n: number }>('select count(*) as n from raw_inbound r join inbox b on b.id = r.inbox_id where b.address = ?', [await desk.address()]))[0]!.n))
      }
    })
  })
})
