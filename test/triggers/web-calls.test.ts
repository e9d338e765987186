import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { systemScope } from '../../core/src/tenancy/index.js'
import { eachEngine } from '../support/index.js'
import { TriggerHost } from './support/trigger-host.js'

interface Received { readonly method: string; readonly url: string; readonly headers: IncomingMessage['headers']; readonly body: string }
type Answer = (response: ServerResponse, call: Received) => void

const OK: Answer = (response) => void response.end('ok')

eachEngine((engine) => {
  let host: TriggerHost
  let guarded: TriggerHost
  let receiver: Server
  let url = ''
  const received: Received[] = []
  let answers: Answer[] = []

  beforeAll(async () => {
    receiver = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString())).on('end', () => {
        const call = { method: request.method!, url: request.url!, headers: request.headers, body }
        received.push(call)
        ;(answers.shift() ?? OK)(response, call)
      })
    })
    await new Promise<void>((resolve) => { receiver.listen(0, '127.0.0.1', resolve) })
    url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`
    host = await TriggerHost.start(engine)
    await host.jobs.start()
  })
  beforeEach(async () => {
    await host.clear()
    received.length = 0
    answers = []
  })
  afterEach(async () => {
    await guarded?.stop()
    guarded = undefined!
  })
  afterAll(async () => {
    await host.stop()
    receiver.closeAllConnections()
    await new Promise((resolve) => receiver.close(resolve))
  })

  const events = async (id: number, on = host) =>
    (await on.rows<{ type: string; origin: string; data: unknown }>("select e.type, e.origin, e.data from {ticket_event} e where e.ticket_id = :id and e.type like 'trigger.%' order by e.id", { id })).map(({ type, origin, data }) => ({ type, origin, ...((typeof data === 'string' ? JSON.parse(data) : data) as { outcome: { ko: string; en: string } }) }))
  const waiting = (on = host) => on.rows<{ run_at: number; payload: unknown }>("select j.run_at, j.payload from {job} j where j.name = 'trigger.call' and j.state = 'waiting' order by j.run_at", {})
  /** What waits for its time is due now. */
  const hurry = () => systemScope('test', () => host.database.system.run("update job set run_at = 0 where name = 'trigger.call'"))
  const until = <T>(look: () => Promise<T> | T) => vi.waitFor(look, { timeout: 20_000, interval: 50 })

  it('TRG-2: an HTTP callback goes out after commit as it was written, signed so that the receiver can check it', async () => {
    const secret = (await host.request('GET', '/callback-secret')).body['secret'] as string
    await host.rule({ actions: [['http.callback', { url: `${url}/tickets/#{ticket.number}?who=#{customer.name}`, method: 'PUT', headers: 'Authorization: Bearer abc\nX-Subject: #{ticket.title}', format: 'json', body: '{"subject":"#{ticket.title}"}' }]] })
    const ticket = await host.created({ subject: '환불 "급함"\n' })
    const [call] = await until(() => { expect(received).toHaveLength(1); return received })
    expect(call).toMatchObject({ method: 'PUT', url: `/tickets/${ticket.number}?who=%ED%99%8D%EA%B8%B8%EB%8F%99` })
    expect(JSON.parse(call!.body)).toEqual({ subject: '환불 "급함"\n' })
    expect(call!.headers).toMatchObject({ authorization: 'Bearer abc', 'content-type': 'application/json', 'x-subject': encodeURIComponent('환불 "급함"\n') })
    const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = call!.headers
    expect(signature).toBe(`v1,${createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64')).update(`${String(id)}.${String(at)}.${call!.body}`).digest('base64')}`)
    const [event] = await until(async () => { const found = await events(ticket.id); expect(found).toHaveLength(1); return found })
    expect(event).toMatchObject({ type: 'trigger.action', origin: 'trigger', action: 'http.callback', outcome: { ko: expect.stringContaining('응답 200'), en: expect.stringContaining('answer 200') } })
    expect(await waiting()).toHaveLength(0)
  })

  it('TRG-2: a callback without a body of its own tells of the ticket; a GET has none', async () => {
    await host.rule({ actions: [['http.callback', { url: `${url}/a` }]] })
    await host.rule({ actions: [['http.callback', { url: `${url}/b`, method: 'GET', body: 'left over' }]] })
    const ticket = await host.created({ subject: '문의', text: '안녕하세요' })
    await until(() => expect(received).toHaveLength(2))
    const post = received.find((call) => call.method === 'POST')!
    expect(JSON.parse(post.body)).toMatchObject({ event: 'ticket.created', ticket: { number: ticket.number, subject: '문의', state: 'unassigned' }, customer: { name: '홍길동' }, message: { text: '안녕하세요' } })
    expect(received.find((call) => call.method === 'GET')!.body).toBe('')
  })

  it('TRG-2: what fails for now is tried again, no sooner than the receiver asks, under the same name', async () => {
    answers = [(response) => void response.writeHead(503, { 'retry-after': '3600' }).end('busy'), (response) => void response.destroy(), OK]
    await host.rule({ actions: [['http.callback', { url: `${url}/again` }]] })
    const ticket = await host.created()
    const [first] = await until(async () => { const rows = await waiting(); expect(received).toHaveLength(1); expect(rows).toHaveLength(1); expect(rows[0]!.run_at).toBeGreaterThan(Date.now() + 3_000_000); return rows })
    expect(first!.run_at).toBeLessThan(Date.now() + 3_700_000)
    await hurry()
    await until(() => expect(received).toHaveLength(2))
    await until(async () => { expect(await waiting()).toMatchObject([{ run_at: expect.toSatisfy((at: number) => at > Date.now() + 20_000) }]) })
    await hurry()
    await until(async () => { expect(await waiting()).toHaveLength(0) })
    expect(new Set(received.map((call) => call.headers['webhook-id'])).size).toBe(1)
    expect(new Set(received.map((call) => call.body)).size).toBe(1)
    expect((await events(ticket.id)).map(({ type, outcome }) => [type, outcome.en])).toEqual([
      ['trigger.failed', expect.stringContaining('answer 503: busy. It will be tried again.')],
      ['trigger.action', expect.stringContaining('answer 200 (attempt 3)')],
    ])
    expect([...(await host.results(ticket.id)).values()][0]!.actions).toMatchObject([{ state: 'done', outcome: { en: expect.stringContaining('answer 200 (attempt 3)') } }])
  })

  it('TRG-2: a refusal is final, and a redirect is not followed', async () => {
    answers = [(response) => void response.writeHead(410).end('gone'), (response) => void response.writeHead(302, { location: `${url}/elsewhere` }).end()]
    const id = await host.rule({ actions: [['ticket.note', { html: 'n' }], ['http.callback', { url: `${url}/x` }]] })
    const gone = await host.created()
    await until(async () => { expect(await events(gone.id)).toMatchObject([{ type: 'trigger.failed', outcome: { en: expect.stringContaining('answer 410: gone') } }]) })
    // The ledger says how it ended, not only that it was to be called.
    expect((await host.results(gone.id)).get(id)!.actions).toMatchObject([{ state: 'done' }, { state: 'failed', outcome: { en: expect.stringContaining('answer 410: gone') } }])
    expect((await host.request('GET', '/trigger-ledger?outcome=failed')).body.items).toMatchObject([{ triggers: [{ triggerId: id }] }])
    const redirected = await host.created()
    await until(async () => { expect(await events(redirected.id)).toMatchObject([{ type: 'trigger.failed', outcome: { en: expect.stringContaining('it led to another address (302)') } }]) })
    expect(received.map((call) => call.url)).toEqual(['/x', '/x'])
    expect(await waiting()).toHaveLength(0)
  })

  it('TRG-2: nothing leaves when the event is undone, and nothing leaves twice for one event', async () => {
    await host.rule({ actions: [['http.callback', { url: `${url}/once` }]] })
    const id = await host.ticket()
    await host.inService(() => host.db.transaction(async () => {
      await host.triggers.engine.react({ key: 'undone', name: 'ticket.created', ticketId: id, changes: {} })
      throw new Error('undone')
    })).catch(() => undefined)
    await host.react(id, 'ticket.created', {}, 'kept')
    await host.react(id, 'ticket.created', {}, 'kept')
    await until(async () => { expect(await events(id)).toHaveLength(1) })
    expect(received).toHaveLength(1)
  })

  it('TRG-2: a Dooray hook gets bot name, text and box; what Dooray refuses shows on the ticket', async () => {
    answers = [(response) => void response.setHeader('content-type', 'application/json').end('{"header":{"isSuccessful":true,"resultCode":0,"resultMessage":""}}'), (response) => void response.end('{"header":{"isSuccessful":false,"resultCode":-1,"resultMessage":"no such hook"}}')]
    await host.rule({ actions: [['dooray.hook', { url: `${url}/services/1/2/3`, botName: '상담봇', text: '#{ticket.number}: #{ticket.title}', title: '#{customer.name}', detail: '#{content}', colour: 'red' }]] })
    const ticket = await host.created({ subject: '<b>"급함"</b>', text: '도와주세요' })
    const [call] = await until(() => { expect(received).toHaveLength(1); return received })
    expect(call).toMatchObject({ method: 'POST', url: '/services/1/2/3', headers: { 'content-type': 'application/json' } })
    expect(call!.headers['webhook-signature']).toBeUndefined()
    expect(JSON.parse(call!.body)).toEqual({ botName: '상담봇', text: `${ticket.number}: <b>"급함"</b>`, attachments: [{ title: '홍길동', text: '도와주세요', color: 'red' }] })
    await until(async () => { expect(await events(ticket.id)).toMatchObject([{ type: 'trigger.action' }]) })
    const refused = await host.created()
    await until(async () => { expect(await events(refused.id)).toMatchObject([{ type: 'trigger.failed', outcome: { en: expect.stringContaining('no such hook') } }]) })
  })

  it('TRG-2: the secret is each service’s own; a renewed one signs beside the one before', async () => {
    const before = (await host.request('GET', '/callback-secret')).body['secret'] as string
    expect(before).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    const after = (await host.request('POST', '/callback-secret/renew')).body['secret'] as string
    expect(after).not.toBe(before)
    const [stored] = await host.rows<{ sealed: string }>('select s.sealed from {callback_secret} s')
    expect(stored!.sealed).not.toContain(after.slice(6))
    await host.rule({ actions: [['http.callback', { url }]] })
    await host.created()
    const [call] = await until(() => { expect(received).toHaveLength(1); return received })
    const signatures = [after, before].map((secret) => `v1,${createHmac('sha256', Buffer.from(secret.slice(6), 'base64')).update(`${String(call!.headers['webhook-id'])}.${String(call!.headers['webhook-timestamp'])}.${call!.body}`).digest('base64')}`)
    expect(call!.headers['webhook-signature']).toBe(signatures.join(' '))
  })

  it('TRG-2: the editor says in both languages what is wrong with an address, headers or a body', async () => {
    const save = async (params: object) => (await host.request('POST', '/triggers', { title: 'x', events: ['ticket.created'], conditions: {}, actions: [{ type: 'http.callback', params }] })).body['errors']
    expect(await save({ url: 'https://#{customer.name}/' })).toEqual([{ path: 'body.actions.0.params.url', message: expect.stringContaining('An address that begins with http:// or https:// is needed') }])
    expect(await save({ url, headers: 'Host: x' })).toMatchObject([{ path: 'body.actions.0.params.headers' }])
    expect(await save({ url, body: '{"a":' })).toMatchObject([{ path: 'body.actions.0.params.body' }])
    expect(await save({ url, body: '{"a":"#{nothing}"}' })).toMatchObject([{ path: 'body.actions.0.params.body', message: expect.stringContaining('#{nothing}') }])
  })

  it('TRG-2: a private address is refused at once unless the operator allows it', async () => {
    // Or it would take the other one's work.
    await host.jobs.stop()
    guarded = await TriggerHost.start(engine, undefined, { allowsPrivate: false, code: 'guarded' })
    await guarded.jobs.start()
    await guarded.rule({ actions: [['http.callback', { url: `${url}/inside` }]] })
    await guarded.rule({ actions: [['dooray.hook', { url: `http://localhost:${new URL(url).port}/inside`, text: 'x' }]] })
    const ticket = await guarded.created()
    await until(async () => { expect((await events(ticket.id, guarded)).map(({ outcome }) => outcome.en)).toEqual(Array.from({ length: 2 }, () => expect.stringContaining('addresses of a private network are not called'))) })
    expect(await waiting(guarded)).toHaveLength(0)
    expect(received).toHaveLength(0)
  })
})
