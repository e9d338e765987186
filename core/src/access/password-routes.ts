import { route, z, type Route } from 'adapters-sdk'
import type { Addresses } from '../platform/index.js'
import type { PasswordReset } from './password-reset.js'
import { passwordSchema } from './passwords.js'

export function passwordRoutes(reset: PasswordReset, addresses: Addresses): Route[] {
  return [
    route(
      { kind: 'open', method: 'POST', path: '/password/forgot', summary: 'Ask for a link to set a new password', body: z.object({ organisation: z.string().max(100).optional(), login: z.string().max(100) }), status: 204 },
      ({ body, ip, host }) => reset.forgot({ login: body.login, organisation: addresses.organisationAt(host) ?? body.organisation }, ip),
    ),
    route({ kind: 'open', method: 'POST', path: '/password/reset', summary: 'Set a password with a link', body: z.object({ token: z.string().max(100), password: passwordSchema }), status: 204 }, ({ body }) =>
      reset.reset(body.token, body.password),
    ),
  ]
}
