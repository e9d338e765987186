import { CONTRACT_ITEMS, route, z, type Route } from 'adapters-sdk'
import { ALWAYS_ON, itemsOf, OPERATOR_ONLY, type Contracts } from '../contracts/index.js'
import type { OpenedService, ServiceScopes } from './service-scopes.js'

const params = z.object({ code: z.string().max(100) })
const item = z.enum(CONTRACT_ITEMS)
const contractView = z.object({
  items: z.array(z.object({ item, active: z.boolean(), who: z.enum(['admin', 'operator', 'nobody']) })),
  changeableFrom: z.string().nullable(),
  history: z.array(z.object({ at: z.string(), kind: z.enum(['concluded', 'changed', 'operator']), items: z.array(item), member: z.string() })),
})

/** The contract of one service, for the admins of its organisation (TEN-3). */
export function contractRoutes(scopes: ServiceScopes, contracts: Contracts): Route[] {
  const view = async (service: OpenedService) => {
    const [active, from, history] = [await contracts.active(), await contracts.changeableFrom(service.timeZone), await contracts.history()]
    return {
      items: itemsOf(service.type).map((one) => ({ item: one, active: active.has(one), who: one === ALWAYS_ON ? ('nobody' as const) : one === OPERATOR_ONLY ? ('operator' as const) : ('admin' as const) })),
      changeableFrom: from === null ? null : new Date(from).toISOString(),
      history: history.map(({ at, items, ...rest }) => ({ ...rest, at: new Date(at).toISOString(), items: [...items] })),
    }
  }
  return [
    route({ kind: 'organisation', method: 'GET', path: '/services/:code/contract', permission: 'organisation', summary: 'The contract of a service and those before it', params, response: contractView }, (input) =>
      scopes.open(input.params.code, view),
    ),
    route({ kind: 'organisation', method: 'PUT', path: '/services/:code/contract', permission: 'organisation', summary: 'Change the contract of a service in use, once a day', params, body: z.object({ items: z.array(item).max(50) }), response: contractView }, (input) =>
      scopes.openInUse(input.params.code, async (service) => {
        await contracts.change(service, input.body.items, input.caller.can('operator'))
        return view(service)
      }),
    ),
  ]
}
