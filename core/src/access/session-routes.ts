import { AppError, Reply, route, z, type Route } from 'adapters-sdk'
import type { Addresses } from '../platform/index.js'
import type { SystemDb } from '../tenancy/index.js'
import { clearSessionCookie, sessionTokenOf, setSessionCookie } from './session-cookie.js'
import { sessionSchema, summariseSession } from './session-summary.js'
import type { Sessions } from './sessions.js'
import type { SignIn } from './sign-in.js'
import { visitorOf } from './visitor.js'

export interface SessionRouteDeps {
  readonly system: SystemDb
  readonly sessions: Sessions
  readonly signIn: SignIn
  readonly addresses: Addresses
}

const listed = z.object({ id: z.string(), ip: z.string(), userAgent: z.string(), createdAt: z.string(), seenAt: z.string(), current: z.boolean() })
const answer = z.object({ session: sessionSchema })

export function sessionRoutes({ system, sessions, signIn, addresses }: SessionRouteDeps): Route[] {
  return [
    route(
      { kind: 'open', method: 'POST', path: '/session', summary: 'Sign in', body: z.object({ organisation: z.string().max(100).optional(), login: z.string().max(100), password: z.string().max(200), code: z.string().max(40).optional() }), response: answer },
      async (input) => {
        // An organisation's own host lets into that one only, whatever was asked for.
        const organisation = addresses.organisationAt(input.host) ?? input.body.organisation
        const { token } = await signIn.signIn({ ...input.body, organisation }, visitorOf(input))
        return new Reply({ session: await summariseSession(system, token) }, { headers: setSessionCookie(token, addresses.publicUrl()) })
      },
    ),
    route({ kind: 'member', method: 'GET', path: '/session', summary: 'Who is signed in, and what they may do where', response: answer }, async ({ headers }) => ({
      session: await summariseSession(system, sessionTokenOf(headers)),
    })),
    route({ kind: 'member', method: 'DELETE', path: '/session', summary: 'Sign out', status: 204 }, async ({ headers, caller }) => {
      await sessions.close(caller.memberId, sessionTokenOf(headers))
      return new Reply(undefined, { headers: clearSessionCookie(addresses.publicUrl()) })
    }),
    route({ kind: 'member', method: 'GET', path: '/me/sessions', summary: 'Where I am signed in', response: z.object({ items: z.array(listed) }) }, async ({ headers, caller }) => ({
      items: await sessions.list(caller.memberId, sessionTokenOf(headers)),
    })),
    route({ kind: 'member', method: 'DELETE', path: '/me/sessions', summary: 'Sign out everywhere else', status: 204 }, ({ headers, caller }) => sessions.closeAll(caller.memberId, sessionTokenOf(headers))),
    route({ kind: 'member', method: 'DELETE', path: '/me/sessions/:id', summary: 'End one of my sessions', params: z.object({ id: z.string().max(64) }), status: 204 }, async ({ params, caller }) => {
      if (!(await sessions.revoke(caller.memberId, params.id))) throw new AppError('http.not_found')
    }),
  ]
}
