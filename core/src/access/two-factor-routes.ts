import { AppError, route, z, type Route } from 'adapters-sdk'
import type { PermissionLog } from '../permission-log/index.js'
import { passwordSchema } from './passwords.js'
import type { TwoFactor } from './two-factor.js'

const withPassword = z.object({ password: passwordSchema })

export function twoFactorRoutes(twoFactor: TwoFactor, log: PermissionLog): Route[] {
  return [
    route({ kind: 'member', method: 'GET', path: '/me/two-factor', summary: 'Whether my log-in asks for a code', response: z.object({ active: z.boolean(), recoveryCodesLeft: z.number() }) }, ({ caller }) => twoFactor.state(caller.memberId)),
    route({ kind: 'member', method: 'POST', path: '/me/two-factor', summary: 'Begin with a new secret', body: withPassword, response: z.object({ secret: z.string(), uri: z.string() }) }, ({ caller, body }) => twoFactor.enrol(caller.memberId, body.password)),
    route(
      { kind: 'member', method: 'POST', path: '/me/two-factor/confirm', summary: 'Switch it on with the first code', body: z.object({ code: z.string().trim().max(20) }), response: z.object({ recoveryCodes: z.array(z.string()) }) },
      async ({ caller, body }) => ({ recoveryCodes: await twoFactor.confirm(caller.memberId, body.code) }),
    ),
    route({ kind: 'member', method: 'POST', path: '/me/two-factor/disable', summary: 'Switch it off', body: withPassword, status: 204 }, ({ caller, body }) => twoFactor.disable(caller.memberId, body.password)),
    route(
      { kind: 'organisation', permission: 'organisation', method: 'DELETE', path: '/members/:id/two-factor', summary: 'Let a member in who lost device and codes', params: z.object({ id: z.coerce.number().int().positive() }), status: 204 },
      ({ params: { id } }) =>
      twoFactor.db.transaction(async () => {
        if (!(await twoFactor.isActive(id))) throw new AppError('http.not_found')
        await twoFactor.clear(id)
        await log.record({ memberId: id, before: { twoFactor: true }, after: { twoFactor: false } })
      }),
    ),
  ]
}
