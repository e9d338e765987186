import { randomUUID } from 'node:crypto'
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { z } from 'adapters-sdk'
import { WebSocketServer, type WebSocket } from 'ws'
import type { PublishedEvent } from '../events/index.js'
import { RateLimit, SESSION_COOKIE, type Authenticator, type PluginGate, type Principal } from '../http/index.js'
import { newChain, type Addresses, type Logger } from '../platform/index.js'
import { inScope, type Scope, type ScopedDb } from '../tenancy/index.js'
import type { Presence } from './presence.js'
import { ticketOf, type TopicRegistry } from './topic-registry.js'

const request = z.discriminatedUnion('type', [
  z.object({ type: z.literal('subscribe'), service: z.string().max(100), topics: z.array(z.string().max(100)).max(50) }),
  z.object({ type: z.literal('unsubscribe'), topics: z.array(z.string().max(100)).max(50) }),
  z.object({ type: z.literal('present'), number: z.string().max(100).nullable(), doing: z.enum(['viewing', 'writing']) }),
])

interface Client {
  readonly key: string
  readonly socket: WebSocket
  readonly token: string
  readonly memberId: number
  readonly organisationId: number
  serviceId: number
  service: string
  topics: Set<string>
  /** What would be told, while the member's rights are looked at anew; null: nobody looks. */
  held: News[] | null
  alive: boolean
}

const PING_MS = 25_000
/** How long a console has to answer the goodbye. */
const GOODBYE_MS = 1000
const MAX_BUFFERED = 1024 * 1024
/** Walking through a list with the arrow keys fits. */
const PRESENT_PER_MINUTE = 120

const TEXT = { binary: false } as const

/** What many consoles of one service are told: written out once. */
class News {
  #written: Buffer | undefined

  constructor(
    readonly topic: string,
    readonly name: string,
    readonly payload: unknown,
  ) {}

  bytes(service: string): Buffer {
    return (this.#written ??= Buffer.from(JSON.stringify({ type: 'event', service, topic: this.topic, name: this.name, payload: this.payload })))
  }
}

/** Tells open consoles what changed. A subscription is judged like a request, and again whenever a right of the member, the service or its contract changes. */
export class RealtimeGateway {
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: 16 * 1024 })
  readonly #clients = new Set<Client>()
  readonly #presentLimit = new RateLimit(PRESENT_PER_MINUTE, Date.now)
  #timer: NodeJS.Timeout | undefined

  constructor(
    readonly authenticator: Authenticator,
    readonly topics: TopicRegistry,
    readonly gate: PluginGate,
    readonly db: ScopedDb,
    readonly presence: Presence,
    readonly log: Logger,
    readonly addresses: Addresses,
    readonly trustProxy: boolean,
  ) {}

  attach(server: Server): void {
    server.on('upgrade', (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
      // From here on nobody else listens: a connection that is reset now would end the process.
      socket.on('error', () => socket.destroy())
      void this.#upgrade(incoming, socket, head).catch((error: unknown) => {
        this.log.warn({ err: error }, 'a live connection was refused')
        socket.destroy()
      })
    })
    this.#timer = setInterval(() => {
      this.#ping()
      for (const client of this.#clients) void this.#judge(client)
    }, PING_MS)
  }

  publish(event: PublishedEvent): void {
    const number = event.payload['number']
    const topics = event.topic !== undefined ? [event.topic] : typeof number === 'string' ? ['tickets', `ticket:${number}`] : ['service']
    const personal = event.topic !== undefined && this.topics.get(event.topic)?.personal
    const news = topics.map((topic) => new News(topic, event.name, event.payload))
    for (const client of this.#clients) {
      if (client.serviceId !== event.serviceId) continue
      if (personal && client.memberId !== event.payload['memberId']) continue
      const one = news.find(({ topic }) => client.topics.has(topic))
      if (one) this.#tell(client, one)
    }
    if (event.name === 'agent.changed') this.memberChanged(Number(event.payload['memberId']))
    // Also who is in another service just now: it is in their list of services.
    if (event.name === 'contract.changed' || event.name === 'service.changed') this.#judgeAll((client) => client.organisationId === event.organisationId)
  }

  /** Somebody opened or left the ticket, or began or stopped writing. */
  presenceChanged(serviceId: number, number: string): void {
    const news = new News('presence', 'presence.changed', { number, people: this.presence.on(serviceId, number) })
    for (const client of this.#clients) if (client.serviceId === serviceId && client.topics.has('presence')) this.#tell(client, news)
  }

  /** Something about a member changed, their sessions or rights: connections without a session end at once, topics that are no longer theirs too. */
  memberChanged(memberId: number): void {
    this.#judgeAll((client) => client.memberId === memberId)
  }

  /** Consoles connect again and ask for everything anew. */
  missedSomething(): void {
    for (const client of this.#clients) client.socket.close(1012)
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    const gone = [...this.#clients].map(({ socket }) => new Promise((resolve) => socket.once('close', resolve)))
    for (const { socket } of this.#clients) socket.close(1001)
    this.#server.close()
    const patience = setTimeout(() => {
      for (const { socket } of this.#clients) socket.terminate()
    }, GOODBYE_MS)
    await Promise.all(gone)
    clearTimeout(patience)
  }

  async #upgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const token = cookieOf(incoming, SESSION_COOKIE)
    const origin = incoming.headers.origin
    // Another site's page must not listen with the member's cookie.
    const host = hostOf(incoming, this.trustProxy)
    const foreign = origin !== undefined && ![host, new URL(this.addresses.publicUrl()).host].includes(new URL(origin).host)
    const path = new URL(incoming.url ?? '/', 'http://localhost').pathname
    const principal = path === '/ws' && !foreign && token ? await this.authenticator.authenticate(token, undefined, this.addresses.organisationAt(host)) : null
    if (!principal || !token) {
      socket.end(`HTTP/1.1 ${path === '/ws' ? '401 Unauthorized' : '404 Not Found'}\r\nConnection: close\r\n\r\n`)
      return
    }
    this.#server.handleUpgrade(incoming, socket, head, (opened) => this.#welcome(opened, token, principal))
  }

  #welcome(socket: WebSocket, token: string, { memberId, organisationId }: Principal): void {
    const client: Client = { key: randomUUID(), socket, token, memberId, organisationId, serviceId: 0, service: '', topics: new Set(), held: null, alive: true }
    this.#clients.add(client)
    socket.on('pong', () => (client.alive = true))
    socket.on('close', () => {
      this.#clients.delete(client)
      this.presence.leave(client.key)
    })
    socket.on('error', () => socket.terminate())
    socket.on('message', (data) => {
      void this.#handle(client, String(data)).catch((error: unknown) => {
        this.log.error({ err: error }, 'a live request failed')
        socket.close(1011)
      })
    })
  }

  async #handle(client: Client, text: string): Promise<void> {
    let message: unknown
    try {
      message = JSON.parse(text)
    } catch {
      message = null
    }
    const parsed = request.safeParse(message)
    if (!parsed.success) return this.#send(client, { type: 'error', code: 'http.bad_input', topic: null })
    if (parsed.data.type === 'unsubscribe') {
      for (const topic of parsed.data.topics) client.topics.delete(topic)
      return
    }
    if (parsed.data.type === 'present') {
      if (this.#presentLimit.take(client.key) > 0) return this.#send(client, { type: 'error', code: 'http.too_many_requests', topic: null })
      const admitted = await this.#admit(client, client.service)
      if (!admitted) return
      if (!admitted.principal.can('tickets')) return this.#send(client, { type: 'error', code: 'http.forbidden', topic: null })
      const { number, doing } = parsed.data
      if (number !== null && !(await inScope(admitted.scope, () => this.#exists(`ticket:${number}`)))) return this.#send(client, { type: 'error', code: 'http.not_found', topic: null })
      // It may have gone while it was looked up.
      if (this.#clients.has(client)) await this.presence.say(client.key, admitted.scope, { id: admitted.principal.memberId, name: admitted.principal.name }, { number, doing })
      return
    }
    const { service, topics } = parsed.data
    const admitted = await this.#admit(client, service)
    if (!admitted) return
    const { scope, principal } = admitted
    if (client.service !== service) {
      client.topics.clear()
      this.presence.leave(client.key)
    }
    client.serviceId = scope.serviceId
    client.service = service
    const granted: string[] = []
    for (const topic of topics) {
      const refusal = (await this.#refusalOf(topic, principal)) ?? ((await inScope(scope, () => this.#exists(topic))) ? null : 'http.not_found')
      if (refusal === null) {
        client.topics.add(topic)
        granted.push(topic)
      } else this.#send(client, { type: 'error', code: refusal, topic })
    }
    this.#send(client, { type: 'subscribed', topics: granted })
    if (granted.includes('presence')) this.#tell(client, new News('presence', 'presence.all', { tickets: Object.fromEntries(this.presence.all(scope.serviceId)) }))
  }

  /** Into the service, judged like a request; whoever is refused is told why. */
  async #admit(client: Client, service: string): Promise<{ readonly principal: Principal; readonly scope: Scope } | null> {
    const principal = await this.authenticator.authenticate(client.token, service)
    if (!principal) {
      client.socket.close(4401)
      return null
    }
    const refusal = !principal.service ? 'http.not_found' : principal.service.state !== 'in_use' ? `http.service_${principal.service.state}` : null
    if (refusal !== null) {
      this.#send(client, { type: 'error', code: refusal, topic: null })
      return null
    }
    return { principal, scope: scopeOf(principal) }
  }

  /** As a request would be refused; null: it is not. */
  async #refusalOf(topic: string, principal: Principal): Promise<string | null> {
    const found = this.topics.get(topic)
    if (!found) return 'http.not_found'
    if (!principal.can(found.permission)) return 'http.forbidden'
    return (await inScope(scopeOf(principal), () => this.gate.allows(found.owner))) ? null : 'contract.not_enabled'
  }

  async #exists(topic: string): Promise<boolean> {
    const number = ticketOf(topic)
    return number === undefined || (await this.db.one('select t.id from {ticket} t where t.number = :number', { number })) !== undefined
  }

  #ping(): void {
    for (const client of this.#clients) {
      if (!client.alive) client.socket.terminate()
      client.alive = false
      client.socket.ping()
    }
  }

  #judgeAll(whom: (client: Client) => boolean): void {
    for (const client of this.#clients) {
      if (!whom(client)) continue
      void this.#judge(client)
      // What they may do, and with it the menus, may have changed: the console asks.
      this.#send(client, { type: 'rights' })
    }
  }

  /** Ends the connection of who lost the session, and the topics of who lost the right. Until that is known nothing more is told. */
  async #judge(client: Client): Promise<void> {
    const held: Client['held'] = (client.held = [...(client.held ?? [])])
    try {
      const principal = await this.authenticator.authenticate(client.token, client.service || undefined)
      if (!principal) return client.socket.close(4401)
      for (const topic of client.topics) {
        const { service } = principal
        const refusal = !service ? 'http.not_found' : service.state === 'in_use' ? await this.#refusalOf(topic, principal) : `http.service_${service.state}`
        if (refusal === null) continue
        client.topics.delete(topic)
        if (topic === 'presence') this.presence.leave(client.key)
        this.#send(client, { type: 'error', code: refusal, topic })
      }
      // Somebody looks again meanwhile, and tells what is left to tell.
      if (client.held !== held) return
      client.held = null
      for (const news of held) if (client.topics.has(news.topic)) this.#tell(client, news)
    } catch (error) {
      this.log.warn({ err: error }, 'a live connection could not be judged')
      client.socket.close(1011)
    }
  }

  #tell(client: Client, news: News): void {
    if (client.held) client.held.push(news)
    // A console that does not read is cut off; it asks for everything again when it comes back.
    else if (client.socket.bufferedAmount > MAX_BUFFERED) client.socket.terminate()
    else client.socket.send(news.bytes(client.service), TEXT)
  }

  #send(client: Client, message: Readonly<Record<string, unknown>>): void {
    client.socket.send(JSON.stringify(message))
  }
}

/** What the caller reached us at, as for requests. */
function hostOf({ headers }: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? headers['x-forwarded-host'] : undefined
  return String(forwarded ?? headers.host ?? '').split(',')[0]!.trim()
}

function scopeOf(principal: Principal): Scope {
  return { kind: 'service', organisationId: principal.organisationId, serviceId: principal.service!.id, cause: { origin: 'agent', actorId: principal.memberId, chain: newChain(), depth: 0 } }
}

function cookieOf(incoming: IncomingMessage, name: string): string | undefined {
  for (const pair of (incoming.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=')
    if (pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim()
  }
  return undefined
}
