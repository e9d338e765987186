import { CONTRACT_ITEMS, ROLES, route, z, type Route } from 'adapters-sdk'
import type { ServiceScopes } from '../organisations/index.js'
import { localizedView } from './views.js'
import type { WhatIfs } from './what-if.js'

const change = <T extends z.ZodType>(one: T) => z.object({ appear: z.array(one), vanish: z.array(one) })
const role = z.enum(ROLES)
const response = z.object({
  menus: change(localizedView),
  channels: change(localizedView),
  roles: change(role),
  losing: z.array(z.object({ login: z.string(), name: z.string(), menus: z.array(localizedView), roles: z.array(role), everything: z.boolean() })),
  months: z.array(z.object({ month: z.string(), total: z.number(), would: z.number() })),
})

export function whatIfRoutes(scopes: ServiceScopes, whatIfs: WhatIfs): Route[] {
  return [
    route(
      { kind: 'organisation', method: 'POST', path: '/services/:code/contract/what-if', permission: 'organisation', summary: 'What a change of the contract would open, close and cost', params: z.object({ code: z.string().max(100) }), body: z.object({ items: z.array(z.enum(CONTRACT_ITEMS)).max(50) }), response },
      (input) => scopes.open(input.params.code, (service) => whatIfs.of(service, input.body.items)) as Promise<z.infer<typeof response>>,
    ),
  ]
}
