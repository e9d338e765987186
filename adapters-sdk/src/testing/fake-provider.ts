import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ConformanceProvider, ProviderFault } from './conformance-provider.js'

/** A message somebody wrote to the fake provider's account. */
export interface FakeInbound { readonly id: string; readonly from: string; readonly text: string; readonly at: number }

/**
 * A small messaging provider on a real port, with every fault a provider can have. Its API:
 * `POST /messages` `{ deliveryId, to, text }` → `{ id }` · `GET /messages?after=` → `{ messages, cursor, more }` · `GET /account` → `{}`;
 * each wants `Authorization: Bearer <token>`.
 */
export class FakeProvider implements ConformanceProvider {
  readonly faults: readonly ProviderFault[] = ['refused', 'rate-limited', 'unauthorized', 'timeout-before-write', 'timeout-after-write', 'closed-after-write', 'slow-body', 'broken-body']
  readonly token = 'right-token'
  readonly retryAfterMs = 7_000
  private readonly server: Server = createServer((request, response) => void this.answer(request, response))
  private fault: ProviderFault | null = null
  private readonly sent = new Map<string, string>()
  private order: string[] = []
  private inbound: FakeInbound[] = []

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  start(): Promise<void> {
    return new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve))
  }

  stop(): Promise<void> {
    this.server.closeAllConnections()
    return new Promise((resolve) => this.server.close(() => resolve()))
  }

  fail(fault: ProviderFault | null): void {
    this.fault = fault
  }

  taken(): readonly string[] {
    return this.order
  }

  /** Somebody writes; `duplicates` and `disorder` are how bad providers hand out what they have. */
  receive(messages: readonly FakeInbound[], how: { readonly duplicates?: boolean; readonly disorder?: boolean } = {}): void {
    const all = how.duplicates ? messages.flatMap((message) => [message, message]) : [...messages]
    this.inbound.push(...(how.disorder ? all.toReversed() : all))
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const url = new URL(request.url ?? '/', 'http://localhost')
    const json = (status: number, body: unknown, headers: Record<string, string> = {}) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
    if (this.fault === 'timeout-before-write') return
    if (this.fault === 'unauthorized' || request.headers.authorization !== `Bearer ${this.token}`) return void json(401, { error: 'unauthorized' })
    if (url.pathname === '/account') return void json(200, {})
    if (request.method === 'GET') return void json(200, this.page(Number(url.searchParams.get('after') ?? 0)))
    if (this.fault === 'rate-limited') return void json(429, { error: 'slow down' }, { 'retry-after': String(this.retryAfterMs / 1000) })
    if (this.fault === 'refused') return void json(422, { error: 'no such recipient' })
    const body = JSON.stringify({ id: this.take((JSON.parse(Buffer.concat(chunks).toString()) as { deliveryId: string }).deliveryId) })
    if (this.fault === 'timeout-after-write') return
    if (this.fault === 'closed-after-write') return void request.socket.destroy()
    if (this.fault === 'broken-body') return void response.writeHead(200).end('{"id": "hal')
    if (this.fault === 'slow-body') {
      response.writeHead(200).write(body.slice(0, 3))
      setTimeout(() => response.end(body.slice(3)), 100)
      return
    }
    json(200, JSON.parse(body))
  }

  /** The same delivery id is the same message: this provider is idempotent by itself. */
  private take(deliveryId: string): string {
    const known = this.sent.get(deliveryId)
    if (known) return known
    this.order.push(deliveryId)
    this.sent.set(deliveryId, `m${this.order.length}`)
    return `m${this.order.length}`
  }

  private page(after: number): unknown {
    const messages = this.inbound.slice(after, after + 10)
    return { messages, cursor: String(after + messages.length), more: after + messages.length < this.inbound.length }
  }
}
