import { route, z, type Route } from 'adapters-sdk'
import type { ServiceDirectory } from './service-directory.js'

const serviceView = z.object({
  id: z.number(),
  code: z.string(),
  name: z.string(),
  type: z.enum(['consultation', 'issue']),
  state: z.enum(['in_use', 'suspended', 'terminated']),
  language: z.enum(['ko', 'en']),
  timeZone: z.string(),
})

export function serviceRoutes(services: ServiceDirectory): Route[] {
  return [
    route({ kind: 'organisation', method: 'GET', path: '/services', permission: 'organisation', summary: 'The services of the organisation', response: z.object({ items: z.array(serviceView) }) }, async () => ({
      items: await services.list(),
    })),
  ]
}
