import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachEngine, setUpOrganisation, spawnServer, startRelay, type ApiClient, type Relay, type TestServer } from '../support/index.js'
import { Desk, until } from './support/index.js'

/** A channel whose adapter never finishes anything, with listeners and routes that throw or hang. */
const CODE = `
import { definePlugin, INBOXES, DELIVERIES, route, z } from 'adapters-sdk'
const forever = () => new Promise(() => {})
class Adapter {
  channel = 'tarpit'
  capabilities() {
    return {
      inbound: ['webhook'], outbound: true, ordering: 'none', receipts: 'none', idempotentSend: 'none', edit: 'none', delete: 'none', typing: false, templates: 'none',
      text: { formats: ['plain'], unit: 'characters' }, attachments: { maxBytes: 0, maxCount: 0, mediaTypes: [] }, limits: { sendsPerSecond: 100, burst: 100, concurrency: 50 }, identity: { scheme: 'opaque' },
    }
  }
  parse() { return forever() }
  async open() { return { send: forever, health: () => 'connected', close: async () => {} } }
}
class Hook {
  channel = 'tarpit'
  verify() { return 'ok' }
  split(request) { return [{ externalId: request.query.id, receivedAt: request.receivedAt, headers: {}, body: request.body }] }
}
class Routes {
  static inject = [INBOXES, DELIVERIES]
  constructor(inboxes, deliveries) {
    const shared = { kind: 'console', permission: 'tickets' }
    const inbox = async () => (await inboxes.list())[0] ?? inboxes.create({ address: 'tar', name: 'Tar', settings: {} })
    this.routes = [
      route({ ...shared, method: 'POST', path: '/inbox', summary: 'Its inbox', response: z.object({ key: z.string() }) }, async () => ({ key: (await inbox()).key })),
      route({ ...shared, method: 'POST', path: '/send', summary: 'Sends many' }, async () => {
        for (let i = 0; i < 15; i++) await deliveries.enqueue({ inboxId: (await inbox()).id, ticketId: null, to: [{ scheme: 'opaque', address: 'a' }], subject: 's', html: 'h', automatic: true })
      }),
      route({ ...shared, method: 'POST', path: '/half', summary: 'Writes, then falls' }, async () => {
        await inboxes.create({ address: 'half-' + Math.random(), name: 'Half', settings: {} })
        throw new TypeError('fell')
      }),
      route({ ...shared, method: 'POST', path: '/later', summary: 'Falls where nobody can catch it' }, async () => {
        setTimeout(() => { throw new Error('fell later') }, 1)
      }),
    ]
  }
}
export default definePlugin({
  register(r) {
    r.channel(Adapter, z.object({}))
    r.webhook(Hook)
    r.routes(Routes)
    r.on('ticket.created', class Hang { handle() { return forever() } })
    r.on('message.received', class Fall { async handle() { throw new Error('fell') } })
  },
})`

describe('a plugin that hangs and throws wherever it can', () => {
  eachEngine((engine) => {
    const folder = mkdtempSync(join(tmpdir(), 'opencontact-tarpit-'))
    let server: TestServer
    let relay: Relay
    let admin: ApiClient
    let desk: Desk
    beforeAll(async () => {
      mkdirSync(join(folder, 'tarpit'))
      writeFileSync(join(folder, 'tarpit/package.json'), JSON.stringify({ name: 'tarpit', version: '1.0.0', type: 'module', exports: './index.js', opencontact: { id: 'tarpit', sdk: '^0.1.0', permissions: ['inboxes', 'deliveries'], channel: { id: 'tarpit', label: { ko: '타르', en: 'Tar' } } } }))
      writeFileSync(join(folder, 'tarpit/index.js'), CODE)
      relay = await startRelay()
      server = await spawnServer({ env: { ...engine.env(), OC_PLUGIN_PATHS: folder, OC_LOG_LEVEL: 'error' } })
      admin = await setUpOrganisation(server)
      desk = new Desk(admin, server.smtpPort)
      await desk.useRelay(relay.port)
    })
    afterAll(async () => {
      await server?.kill9()
      await relay?.stop()
      rmSync(folder, { recursive: true, force: true })
    })

    it('SDK-4: runs at all', async () => {
      const { items } = await admin.get<{ items: { id: string; state: string; message?: string }[] }>(`${desk.base}/plugins`)
      const tarpit = items.find(({ id }) => id === 'tarpit')
      expect(tarpit?.state, tarpit?.message).toBe('running')
    })
    it('SDK-4: a parser that never ends holds up nobody else’s messages', async () => {
      const { key } = await admin.post<{ key: string }>(`${desk.base}/tarpit/inbox`)
      for (let i = 0; i < 20; i++) expect((await fetch(`${server.url}/hooks/tarpit/${key}?id=${i}`, { method: 'POST', body: 'x' })).status).toBe(204)
      await desk.open('Mail beside the tar')
    })
    it('SDK-4: a send that never ends holds up nobody else’s answers', async () => {
      await admin.post(`${desk.base}/tarpit/send`)
      await until('the sends to hang', async () => Number((await engine.query<{ n: number }>("select count(*) as n from delivery where state = 'sending'"))[0]!.n) > 0 || null)
      const number = await desk.taken('Answer beside the tar')
      await desk.settled(number, await desk.reply(number, '<p>Here</p>'), ['sent'])
      expect(relay.mails.some((mail) => mail.raw.includes('<p>Here</p>'))).toBe(true)
    })
    it('SDK-4: listeners that never end, and listeners that throw, hold up nobody else’s jobs', async () => {
      for (let i = 0; i < 6; i++) await desk.open(`Another ${i}`)
      await admin.post(`${desk.base}/agents`, { invite: { login: 'new-one', name: 'New', email: 'new@acme.example' }, roles: ['agent.ticket'], groupIds: [await desk.groupId()] })
      // The notice to a new member is a job of the e-mail plugin.
      await until('other jobs to be done', async () => Number((await engine.query<{ n: number }>("select count(*) as n from job where state = 'waiting' and name like 'email.%'"))[0]!.n) === 0 || null)
      expect(Number((await engine.query<{ n: number }>("select count(*) as n from job where state = 'waiting' and name like 'on:ticket.created:%' and lease_until is not null"))[0]!.n)).toBeGreaterThan(5)
    })
    it('SDK-4: a route that falls after it wrote has written nothing, when it is asked with a key', async () => {
      const before = await engine.query('select id from inbox')
      expect(await admin.request('POST', `${desk.base}/tarpit/half`, {})).toMatchObject({ status: 500, body: { code: 'http.internal' } })
      expect(await engine.query('select id from inbox')).toEqual(before)
      expect((await admin.request('GET', `${desk.base}/tickets`)).status).toBe(200)
    })
    it('SDK-4: what a plugin throws in a timer is in the log with its name, and nothing else ends', async () => {
      await admin.post(`${desk.base}/tarpit/later`)
      await until('the log to say so', async () => server.log().some(({ plugin, err }) => plugin === 'tarpit' && (err as Error).message === 'fell later'))
      await desk.open('After the timer')
    })
    it('SDK-4: a server that something hangs in still stops in time', async () => {
      await server.stop()
      await server.start()
      await desk.open('After the restart')
    }, 30_000)
  })
})
