import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { z } from 'adapters-sdk'
import { WebSocketServer, type WebSocket } from 'ws'
import type { PublishedEvent } from '../events/index.js'
import { SESSION_COOKIE, type Authenticator } from '../http/index.js'
import { newChain, type Logger } from '../platform/index.js'
import { inScope, type ScopedDb } from '../tenancy/index.js'

const request = z.discriminatedUnion('type', [
  z.object({ type: z.literal('subscribe'), service: z.string().max(100), topics: z.array(z.string().max(100)).max(50) }),
  z.object({ type: z.literal('unsubscribe'), topics: z.array(z.string().max(100)).max(50) }),
])

interface Client {
  readonly socket: WebSocket
  readonly token: string
  readonly memberId: number
  serviceId: number
  service: string
  topics: Set<string>
  alive: boolean
}

const PING_MS = 25_000
/** How long a console has to answer the goodbye. */
const GOODBYE_MS = 1000
const MAX_BUFFERED = 1024 * 1024

/** Tells open consoles what changed. A subscription is judged like a request, and again every few seconds while it lasts. */
export class RealtimeGateway {
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: 16 * 1024 })
  readonly #clients = new Set<Client>()
  #timer: NodeJS.Timeout | undefined

  constructor(
    readonly authenticator: Authenticator,
    readonly db: ScopedDb,
    readonly log: Logger,
    readonly publicUrl: () => string,
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
      void this.#check()
    }, PING_MS)
  }

  publish(event: PublishedEvent): void {
    const number = event.payload['number']
    const topics = typeof number === 'string' ? ['tickets', `ticket:${number}`] : ['service']
    for (const client of this.#clients) {
      if (client.serviceId !== event.serviceId) continue
      const topic = topics.find((candidate) => client.topics.has(candidate))
      if (topic === undefined) continue
      // A console that does not read is cut off; it asks for everything again when it comes back.
      if (client.socket.bufferedAmount > MAX_BUFFERED) client.socket.terminate()
      else client.socket.send(JSON.stringify({ type: 'event', service: client.service, topic, name: event.name, payload: event.payload }))
    }
    if (event.name === 'agent.changed' || event.name === 'contract.changed' || event.name === 'service.changed') void this.#check()
  }

  /** A member lost a session: its connection ends at once, their others stay. */
  async sessionClosed(memberId: number): Promise<void> {
    for (const client of this.#clients) {
      if (client.memberId !== memberId) continue
      const open = await this.authenticator.authenticate(client.token, undefined).catch(() => null)
      if (!open) client.socket.close(4401)
    }
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
    const foreign = origin !== undefined && ![incoming.headers.host, new URL(this.publicUrl()).host].includes(new URL(origin).host)
    const path = new URL(incoming.url ?? '/', 'http://localhost').pathname
    const principal = path === '/ws' && !foreign && token ? await this.authenticator.authenticate(token, undefined) : null
    if (!principal || !token) {
      socket.end(`HTTP/1.1 ${path === '/ws' ? '401 Unauthorized' : '404 Not Found'}\r\nConnection: close\r\n\r\n`)
      return
    }
    this.#server.handleUpgrade(incoming, socket, head, (opened) => this.#welcome(opened, token, principal.memberId))
  }

  #welcome(socket: WebSocket, token: string, memberId: number): void {
    const client: Client = { socket, token, memberId, serviceId: 0, service: '', topics: new Set(), alive: true }
    this.#clients.add(client)
    socket.on('pong', () => (client.alive = true))
    socket.on('close', () => this.#clients.delete(client))
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
    const { service, topics } = parsed.data
    const principal = await this.authenticator.authenticate(client.token, service)
    if (!principal) return client.socket.close(4401)
    if (principal.service && principal.service.state !== 'in_use') return this.#send(client, { type: 'error', code: `http.service_${principal.service.state}`, topic: null })
    if (!principal.service || !principal.can('tickets')) return this.#send(client, { type: 'error', code: principal.service ? 'http.forbidden' : 'http.not_found', topic: null })
    if (client.service !== service) client.topics.clear()
    client.serviceId = principal.service.id
    client.service = service
    const scope = { kind: 'service', organisationId: principal.organisationId, serviceId: principal.service.id, cause: { origin: 'agent', actorId: principal.memberId, chain: newChain(), depth: 0 } } as const
    const granted: string[] = []
    for (const topic of topics) {
      if (await inScope(scope, () => this.#exists(topic))) {
        client.topics.add(topic)
        granted.push(topic)
      } else this.#send(client, { type: 'error', code: 'http.not_found', topic })
    }
    this.#send(client, { type: 'subscribed', topics: granted })
  }

  async #exists(topic: string): Promise<boolean> {
    if (topic === 'tickets' || topic === 'service') return true
    const number = /^ticket:(T\w+)$/.exec(topic)?.[1]
    return number !== undefined && (await this.db.one('select t.id from {ticket} t where t.number = :number', { number })) !== undefined
  }

  #ping(): void {
    for (const client of this.#clients) {
      if (!client.alive) client.socket.terminate()
      client.alive = false
      client.socket.ping()
    }
  }

  /** Ends the connections of members who lost the session or the right. */
  async #check(): Promise<void> {
    for (const client of this.#clients) {
      if (client.service === '') continue
      try {
        const principal = await this.authenticator.authenticate(client.token, client.service)
        if (!principal) client.socket.close(4401)
        else if (principal.service?.state !== 'in_use' || !principal.can('tickets')) client.socket.close(4403)
      } catch (error) {
        this.log.warn({ err: error }, 'a live connection could not be checked')
      }
    }
  }

  #send(client: Client, message: Readonly<Record<string, unknown>>): void {
    client.socket.send(JSON.stringify(message))
  }
}

function cookieOf(incoming: IncomingMessage, name: string): string | undefined {
  for (const pair of (incoming.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=')
    if (pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim()
  }
  return undefined
}
