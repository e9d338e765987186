import { route, z, type Route } from 'adapters-sdk'
import type { CallbackSecret } from './callback-secret.js'

const secretView = z.object({ secret: z.string() })

export function callbackSecretRoutes(secret: CallbackSecret): Route[] {
  return [
    route({ kind: 'console', method: 'GET', path: '/callback-secret', permission: 'service', summary: 'What calls of web addresses are signed with', response: secretView }, async () => ({ secret: await secret.current() })),
    route({ kind: 'console', method: 'POST', path: '/callback-secret/renew', permission: 'service', summary: 'Makes a new one; the one before signs beside it for a day', response: secretView }, async () => ({ secret: await secret.renew() })),
  ]
}
