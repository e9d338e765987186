import { Reply, route, z, type Route } from 'adapters-sdk'
import { loginSchema, nameSchema, passwordSchema, sessionSchema, setSessionCookie, summariseSession, visitorOf, type Sessions } from '../access/index.js'
import type { Addresses } from '../platform/index.js'
import type { SystemDb } from '../tenancy/index.js'
import { organisationDomainSchema, organisationNameSchema } from './organisation-schemas.js'
import { serviceCodeSchema } from './service-routes.js'
import type { SetUp } from './set-up.js'

export interface SetUpRouteDeps {
  readonly system: SystemDb
  readonly setUp: SetUp
  readonly sessions: Sessions
  readonly addresses: Addresses
}

const token = z.string().max(100)
const body = z.object({
  token,
  organisation: organisationNameSchema,
  domain: organisationDomainSchema,
  service: z.object({ name: nameSchema, code: serviceCodeSchema }),
  member: z.object({ login: loginSchema, name: nameSchema, email: z.email().max(254), password: passwordSchema }),
  language: z.enum(['ko', 'en']),
})

export function setUpRoutes({ system, setUp, sessions, addresses }: SetUpRouteDeps): Route[] {
  return [
    route(
      { kind: 'open', method: 'GET', path: '/setup', summary: 'Whether the installation awaits its first organisation', query: z.object({ token: token.default('') }), response: z.object({ needed: z.boolean(), valid: z.boolean() }) },
      async ({ query }) => ({ ...(await setUp.status(query.token)) }),
    ),
    route({ kind: 'open', method: 'POST', path: '/setup', summary: 'Make the first organisation and sign its owner in', body, response: z.object({ session: sessionSchema }), status: 201 }, async (input) => {
      const { organisationId, memberId } = await setUp.run(input.body)
      const session = await sessions.open({ id: memberId, organisationId }, visitorOf(input))
      return new Reply({ session: await summariseSession(system, session.token) }, { headers: setSessionCookie(session.token, addresses.publicUrl()) })
    }),
  ]
}
