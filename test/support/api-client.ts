import { randomUUID } from 'node:crypto'
import WebSocket from 'ws'
import type { TestServer } from './spawn-server.js'

/** A problem document that the API answered with. */
export class ApiProblem extends Error {
  constructor(readonly status: number, readonly body: Record<string, unknown>) {
    super(`${status} ${String(body.code ?? '')} ${String(body.title ?? '')} ${String(body.detail ?? '')}`.trim())
  }
  get code(): string { return String(this.body.code) }
}

export interface ApiAnswer { readonly status: number; readonly headers: Headers; readonly body: unknown }

export interface SessionBody {
  readonly csrf: string
  readonly member: { readonly id: number; readonly login: string; readonly name: string }
  readonly services: readonly { readonly code: string; readonly permissions: readonly string[] }[]
}

/** One signed-in browser: keeps the cookie and the CSRF token. */
export class ApiClient {
  #cookie = ''
  #csrf = ''
  session: SessionBody | undefined

  constructor(readonly base: string, readonly language: 'ko' | 'en' = 'en') {}

  /** Whatever comes, problems included. */
  async request(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<ApiAnswer> {
    const isRaw = body instanceof Uint8Array
    const response = await fetch(this.base + path, {
      method,
      redirect: 'manual',
      headers: {
        'accept-language': this.language,
        ...(this.#cookie ? { cookie: this.#cookie } : {}),
        ...(method === 'GET' ? {} : { 'x-csrf-token': this.#csrf, 'idempotency-key': randomUUID() }),
        ...(body === undefined || isRaw ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isRaw ? new Uint8Array(body) : JSON.stringify(body) }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      if (pair.startsWith('oc_session=')) this.#cookie = pair
    }
    const text = await response.text()
    const isJson = /json/.test(response.headers.get('content-type') ?? '')
    return { status: response.status, headers: response.headers, body: isJson && text ? JSON.parse(text) : text }
  }

  async #call<T>(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<T> {
    const answer = await this.request(method, path, body, headers)
    if (answer.status >= 400) throw new ApiProblem(answer.status, typeof answer.body === 'object' ? (answer.body as Record<string, unknown>) : { detail: answer.body })
    return answer.body as T
  }

  get<T>(path: string): Promise<T> { return this.#call('GET', path) }
  post<T>(path: string, body: unknown = {}, headers?: Readonly<Record<string, string>>): Promise<T> { return this.#call('POST', path, body, headers) }
  put<T>(path: string, body: unknown): Promise<T> { return this.#call('PUT', path, body) }
  patch<T>(path: string, body: unknown): Promise<T> { return this.#call('PATCH', path, body) }
  delete<T>(path: string): Promise<T> { return this.#call('DELETE', path) }
  upload<T>(path: string, content: Uint8Array, mediaType: string): Promise<T> { return this.#call('POST', path, content, { 'content-type': mediaType }) }

  #enter(answer: { readonly session: SessionBody }): this {
    this.session = answer.session
    this.#csrf = answer.session.csrf
    return this
  }

  async signIn(login: string, password: string, organisation?: string): Promise<this> {
    return this.#enter(await this.post('/api/session', { login, password, ...(organisation ? { organisation } : {}) }))
  }

  async setUp(body: Record<string, unknown>): Promise<this> {
    return this.#enter(await this.post('/api/setup', body))
  }

  /** The live connection, with this client's session. */
  webSocket(): WebSocket {
    return new WebSocket(`${this.base.replace('http', 'ws')}/ws`, { headers: { cookie: this.#cookie, origin: this.base } })
  }

  get cookie(): string { return this.#cookie }
}

export const PASSWORD = 'correct horse battery'

/** Uses the one-time link: an organisation `acme.example` with the service `help`, and its first member, signed in. */
export async function setUpOrganisation(server: TestServer, overrides: Record<string, unknown> = {}): Promise<ApiClient> {
  const client = await new ApiClient(server.url).setUp({
    token: server.setupToken,
    organisation: 'Acme',
    domain: 'acme',
    service: { name: 'Help', code: 'help' },
    member: { login: 'admin', name: 'Admin', email: 'admin@acme.example', password: PASSWORD },
    language: 'en',
    ...overrides,
  })
  // Answers leave at once, unless a test is about taking them back.
  for (const { code } of client.session!.services) await client.put(`/api/s/${code}/ticket-settings`, { undoSeconds: 0 })
  return client
}
