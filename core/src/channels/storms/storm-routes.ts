import { route, z, type Route } from 'adapters-sdk'
import type { StormSettings } from './storm-settings.js'
import { STORM_STATES, type Storms } from './storms.js'

const storm = z.object({
  id: z.number(),
  address: z.string(),
  customer: z.object({ number: z.string(), name: z.string() }),
  state: z.enum(STORM_STATES),
  held: z.number(),
  createdAt: z.string(),
  settledAt: z.string().nullable(),
  settledBy: z.string().nullable(),
  chain: z.array(z.object({ at: z.string(), ticket: z.string(), subject: z.string(), trigger: z.string().nullable(), held: z.boolean() })),
})
const values = z.object({ most: z.number().int().min(1).max(1000), minutes: z.number().int().min(1).max(10_080), version: z.number().int().min(0) })
const byId = z.object({ id: z.coerce.number().int() })
const shared = { kind: 'console', permission: 'service' } as const

/** TRG-8. */
export function stormRoutes(storms: Storms, settings: StormSettings): Route[] {
  return [
    route({ ...shared, method: 'GET', path: '/storms', summary: 'To whom messages by machine are held, and why', response: z.object({ items: z.array(storm) }) }, async () => ({ items: (await storms.list()) as z.input<typeof storm>[] })),
    route({ ...shared, method: 'POST', path: '/storms/:id/release', summary: 'Sends what is held', status: 204, params: byId }, ({ params }) => storms.settle(params.id, 'released')),
    route({ ...shared, method: 'POST', path: '/storms/:id/discard', summary: 'Gives up what is held', status: 204, params: byId }, ({ params }) => storms.settle(params.id, 'discarded')),
    route({ ...shared, method: 'GET', path: '/storm-settings', summary: 'How many messages by machine one correspondent gets', response: values }, () => settings.read()),
    route({ ...shared, method: 'PUT', path: '/storm-settings', summary: 'Changes that; `version` is the one that was read', body: values, response: values }, ({ body }) => settings.change(body)),
  ]
}
