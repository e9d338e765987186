import { AppError, HTTP, inject, injectable, route, z, type Http, type Route, type RouteSet } from 'adapters-sdk'
import { assertWebAddress } from '../web-address.js'
import { REGISTRATIONS, type Registration, type RegistrationChange, type Registrations } from './registrations.js'

const HOUR = 3_600_000
const address = z.string().trim().min(1).max(500)
const change = z.object({ name: z.string().trim().min(1).max(50), loginUrl: address, statusUrl: address })
const version = z.number().int().positive()
const params = z.object({ id: z.coerce.number().int().positive() })
const view = change.extend({ id: z.number(), keyHint: z.string(), keyCreatedAt: z.string(), previousExpiresAt: z.string().nullable(), version: z.number() })
const shared = { kind: 'organisation', permission: 'organisation' } as const

/** 전체 관리 > SSO 로그인: the organisation's own customer log-ins (TEN-8). */
@injectable()
export class RegistrationRoutes implements RouteSet {
  constructor(@inject(REGISTRATIONS) private readonly registrations: Registrations, @inject(HTTP) private readonly http: Http) {}

  readonly routes: readonly Route[] = [
    route({ ...shared, method: 'GET', path: '/registrations', summary: 'The customer log-ins of the organisation, with masked keys', response: z.object({ items: z.array(view) }) }, async () => ({ items: (await this.registrations.list()).map(shown) })),
    route({ ...shared, method: 'POST', path: '/registrations', summary: 'Register a customer log-in; its key is made here', body: change, response: view, status: 201 }, async ({ body, caller }) => {
      this.#check(body, caller.language)
      return shown(await this.registrations.add(body))
    }),
    route({ ...shared, method: 'PUT', path: '/registrations/:id', summary: 'Change a customer log-in', params, body: change.extend({ version }), response: view }, async ({ params: { id }, body, caller }) => {
      this.#check(body, caller.language)
      return shown(await this.registrations.change(id, body.version, body))
    }),
    route({ ...shared, method: 'DELETE', path: '/registrations/:id', summary: 'Remove a customer log-in', params, status: 204 }, ({ params: { id } }) => this.registrations.remove(id)),
    route({ ...shared, method: 'GET', path: '/registrations/:id/key', summary: 'The present key in full, to be copied', params, response: z.object({ key: z.string() }) }, async ({ params: { id } }) => {
      const found = await this.registrations.get(id)
      if (!found) throw new AppError('sso.registration_not_found')
      return { key: found.keys[0]! }
    }),
    route(
      { ...shared, method: 'POST', path: '/registrations/:id/key/rotate', summary: 'Replace the key; the one before is taken for some hours longer', params, body: z.object({ overlapHours: z.number().int().min(0).max(24 * 30), version }), response: view },
      async ({ params: { id }, body }) => shown(await this.registrations.rotate(id, body.version, body.overlapHours * HOUR)),
    ),
  ]

  #check({ loginUrl, statusUrl }: RegistrationChange, language: 'ko' | 'en'): void {
    assertWebAddress('loginUrl', loginUrl, this.http, language)
    assertWebAddress('statusUrl', statusUrl, this.http, language)
  }
}

function shown({ keys, keyCreatedAt, previousExpiresAt, ...registration }: Registration): z.infer<typeof view> {
  const key = keys[0]!
  return { ...registration, keyHint: `${key.slice(0, 4)}…${key.slice(-2)}`, keyCreatedAt: new Date(keyCreatedAt).toISOString(), previousExpiresAt: previousExpiresAt === null ? null : new Date(previousExpiresAt).toISOString() }
}
