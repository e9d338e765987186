import { route, z, type Route } from 'adapters-sdk'
import { passwordSchema } from './passwords.js'
import type { Preferences } from './preferences.js'
import { sessionTokenOf } from './session-cookie.js'

const answer = z.object({ login: z.string(), name: z.string(), email: z.string(), nickname: z.string(), language: z.enum(['ko', 'en']), assignable: z.boolean() })
const changes = z.object({
  nickname: z.string().trim().max(50).optional(),
  language: z.enum(['ko', 'en']).optional(),
  assignable: z.boolean().optional(),
  password: z.object({ current: passwordSchema, next: passwordSchema }).optional(),
})

export function preferenceRoutes(preferences: Preferences): Route[] {
  return [
    route({ kind: 'member', method: 'GET', path: '/me/preferences', summary: 'My own settings', response: answer }, ({ caller }) => preferences.get(caller.memberId)),
    route({ kind: 'member', method: 'PATCH', path: '/me/preferences', summary: 'Change my own settings', body: changes, response: answer }, ({ caller, body, headers }) =>
      preferences.change(caller.memberId, body, sessionTokenOf(headers)),
    ),
  ]
}
