import { randomUUID } from 'node:crypto'
import Router from '@koa/router'
import { AppError, FileAnswer, Reply, type Caller, type Language, type Route } from 'adapters-sdk'
import Koa, { type Context, type Middleware } from 'koa'
import { FIELD_MESSAGES, newChain, type Addresses, type Logger } from '../platform/index.js'
import { inScope, type Scope, type ScopedDb } from '../tenancy/index.js'
import type { Authenticator, PluginGate, Principal } from './authenticator.js'
import type { ErrorCatalogue } from './error-catalogue.js'
import { once } from './idempotency.js'
import { toProblem } from './problem.js'
import { readJson } from './read-body.js'
import { RateLimit } from './rate-limit.js'
import type { RegisteredRoute, RouteRegistry } from './route-registry.js'

export const SESSION_COOKIE = 'oc_session'
const PUBLIC_PER_MINUTE = 60
/** Whoever asked did not wait for the answer. */
const WENT_AWAY: ReadonlySet<string> = new Set(['EPIPE', 'ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE'])
const nobody = (context: Context): Caller => ({ memberId: 0, name: '', language: languageOf(context), can: () => false })

export interface HttpDependencies {
  readonly registry: RouteRegistry
  readonly errors: ErrorCatalogue
  readonly authenticator: Authenticator
  readonly gate: PluginGate
  readonly db: ScopedDb
  readonly log: Logger
  readonly addresses: Addresses
  readonly trustProxy: boolean
  readonly now: () => number
  /** Opens the scope of a public route's inbox; null: no such inbox. */
  readonly openInbox: (key: string) => Promise<{ readonly organisationId: number; readonly serviceId: number } | null>
  /** The id of the organisation with this domain; null: there is none. */
  readonly openOrganisation: (domain: string) => Promise<number | null>
  /** Served after the API: webhooks, the console's files, plugins' files. */
  readonly rest: readonly Middleware[]
}

/** The Koa application: every request passes the same gate, whoever owns its route. */
export function createHttpApp(deps: HttpDependencies): Koa {
  const app = new Koa()
  app.proxy = deps.trustProxy
  // What the proxy has added itself; what stands before it in the header is whatever the caller wrote there.
  app.maxIpsCount = 1
  app.on('error', (error: NodeJS.ErrnoException) => {
    if (!WENT_AWAY.has(error.code ?? '')) deps.log.error({ err: error }, 'response failed')
  })
  app.use(problems(deps))
  const router = new Router()
  for (const entry of deps.registry.all) router.register(entry.path, [entry.route.spec.method], serve(entry, deps))
  app.use(router.routes())
  for (const middleware of deps.rest) app.use(middleware)
  app.use(() => {
    throw new AppError('http.not_found')
  })
  return app
}

function problems(deps: HttpDependencies): Middleware {
  return async (context, next) => {
    const requestId = randomUUID()
    context.set('X-Request-Id', requestId)
    context.set('X-Content-Type-Options', 'nosniff')
    const started = performance.now()
    try {
      // No text can hold one, so it names nothing.
      if (context.url.includes('%00')) throw new AppError('http.not_found')
      await next()
    } catch (error) {
      const problem = toProblem(error, deps.errors, languageOf(context), requestId)
      if (problem.status >= 500) deps.log.error({ err: error, requestId, path: context.path }, 'request failed')
      const retryAfter = problem['retryAfterSeconds']
      if (typeof retryAfter === 'number') context.set('Retry-After', String(retryAfter))
      context.status = problem.status
      context.body = JSON.stringify(problem)
      context.type = 'application/problem+json'
    }
    if (deps.log.isLevelEnabled('debug')) deps.log.debug({ requestId, method: context.method, path: context.path, status: context.status, ms: Math.round(performance.now() - started) }, 'request')
  }
}

function serve(entry: RegisteredRoute, deps: HttpDependencies): Middleware {
  const { route, owner } = entry
  const { spec } = route
  const limit = new RateLimit(PUBLIC_PER_MINUTE, deps.now)
  return async (context) => {
    const params = context['params'] as Record<string, string>
    if (spec.kind === 'open') {
      await answer(context, route, nobody(context), params, deps, undefined)
      return
    }
    if (spec.kind === 'public' || spec.kind === 'organisation-public') {
      const seconds = limit.take(context.ip)
      if (seconds > 0) throw new AppError('http.too_many_requests', { seconds }, { retryAfterSeconds: seconds })
      const scope = await (spec.kind === 'public' ? scopeOfInbox(deps, params['inboxKey'] ?? '') : scopeOfOrganisation(deps, params['organisation'] ?? '', context.host))
      await inScope(scope, async () => {
        if (!(await deps.gate.allows(owner))) throw new AppError('contract.not_enabled')
        await answer(context, route, nobody(context), params, deps, undefined)
      })
      return
    }
    const token = context.cookies.get(SESSION_COOKIE)
    const principal = token ? await deps.authenticator.authenticate(token, spec.kind === 'console' ? params['service'] : undefined, deps.addresses.organisationAt(context.host)) : null
    if (!principal) throw new AppError('access.not_signed_in')
    context.state['language'] = principal.language
    if (spec.method !== 'GET' && context.get('X-CSRF-Token') !== principal.csrf) throw new AppError('http.wrong_csrf')
    // A service that is not the member's does not exist for them.
    if (spec.kind === 'console' && !principal.service) throw new AppError('http.not_found')
    refuseOutOfUse(principal, spec)
    if (spec.permission && !principal.can(spec.permission)) throw new AppError('http.forbidden')
    const service = principal.service
    await inScope(
      { kind: service ? 'service' : 'organisation', organisationId: principal.organisationId, serviceId: service?.id ?? 0, cause: { origin: 'agent', actorId: principal.memberId, chain: newChain(), depth: 0 }, ip: context.ip },
      async () => {
        if (owner !== 'core' && !(await deps.gate.allows(owner))) throw new AppError('contract.not_enabled')
        await answer(context, route, principal, params, deps, principal)
      },
    )
  }
}

async function scopeOfInbox({ openInbox }: HttpDependencies, key: string): Promise<Scope> {
  const tenant = await openInbox(key)
  if (!tenant) throw new AppError('http.not_found')
  return { kind: 'service', ...tenant, cause: { origin: 'customer', chain: newChain(), depth: 0 } }
}

async function scopeOfOrganisation({ openOrganisation, addresses }: HttpDependencies, domain: string, host: string): Promise<Scope> {
  const organisationId = (addresses.organisationAt(host) ?? domain) === domain ? await openOrganisation(domain) : null
  if (organisationId === null) throw new AppError('http.not_found')
  return { kind: 'organisation', organisationId, serviceId: 0, cause: { origin: 'system', chain: newChain(), depth: 0 } }
}

/** TEN-2: a suspended service answers nobody; a terminated one is still read by organisation admins. */
function refuseOutOfUse({ service, can }: Principal, spec: Route['spec']): void {
  if (service?.state === 'suspended') throw new AppError('http.service_suspended')
  if (service?.state === 'terminated' && !(spec.method === 'GET' && can('organisation'))) throw new AppError('http.service_terminated')
}

async function answer(context: Context, route: Route, caller: Caller, params: Record<string, string>, deps: HttpDependencies, principal: Principal | undefined): Promise<void> {
  const { spec } = route
  const body = spec.rawBody || spec.method === 'GET' ? undefined : await readJson(context.req)
  const input = {
    params: parse(spec.params, params, 'params', languageOf(context)),
    query: parse(spec.query, context.query, 'query', languageOf(context)),
    body: parse(spec.body, body, 'body', languageOf(context)),
    caller,
    stream: context.req,
    headers: context.headers,
    ip: context.ip,
    host: context.host,
  } as unknown as Parameters<Route['handle']>[0]
  const key = context.get('Idempotency-Key')
  if (key && principal?.service && spec.method !== 'GET' && !spec.rawBody && !spec.network) {
    const request = `${spec.method} ${context.path} ${JSON.stringify(body ?? null)}`
    const stored = await once(deps.db, principal.memberId, key.slice(0, 200), request, deps.now(), async () => toStored(await route.handle(input), spec.status))
    send(context, stored.body, stored.status, {})
    return
  }
  const result = await route.handle(input)
  if (result instanceof FileAnswer) {
    sendFile(context, result)
    return
  }
  const { status, body: content } = toStored(result, spec.status)
  send(context, content, status, result instanceof Reply ? result.options.headers ?? {} : {})
}

function toStored(result: unknown, status: number | undefined): { status: number; body: unknown } {
  const body = result instanceof Reply ? result.body : result
  return { status: (result instanceof Reply ? result.options.status : undefined) ?? status ?? (body === undefined ? 204 : 200), body }
}

function send(context: Context, body: unknown, status: number, headers: Readonly<Record<string, string>>): void {
  context.status = status
  context.set('Cache-Control', 'no-store')
  for (const [name, value] of Object.entries(headers)) context.append(name, value)
  if (body === undefined) {
    context.body = null
    context.status = status
    return
  }
  context.body = JSON.stringify(body)
  context.type = 'application/json'
}

const LONE_SURROGATES = /\p{Surrogate}/gu

function sendFile(context: Context, file: FileAnswer): void {
  // What customers send is never run on our origin: no scripts, no frames, and a download unless it is known to be harmless.
  context.set('Content-Security-Policy', "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; sandbox")
  context.set('Cache-Control', file.keep ? 'private, max-age=3600' : 'no-store')
  // Half a surrogate pair, of a name that was cut, cannot be encoded.
  const name = encodeURIComponent((file.fileName ?? 'file').replace(LONE_SURROGATES, '\ufffd')).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  context.set('Content-Disposition', `${file.inline ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`)
  context.status = 200
  context.body = file.body
  context.type = file.mediaType
}

function parse(schema: Route['spec']['body'], value: unknown, place: string, language: Language): unknown {
  if (!schema) return value ?? {}
  const result = schema.safeParse(value, { error: FIELD_MESSAGES[language] })
  if (result.success) return result.data
  throw new AppError('http.bad_input', {}, { errors: result.error.issues.map((issue) => ({ path: [place, ...issue.path].join('.'), message: issue.message })) })
}

function languageOf(context: Context): Language {
  const own = context.state['language'] as Language | undefined
  return own ?? (context.acceptsLanguages('ko', 'en') === 'en' ? 'en' : 'ko')
}
