import { CONTRACT_ITEMS, route, z, type Route } from 'adapters-sdk'
import { isTimeZone } from '../platform/index.js'
import type { ServiceDirectory } from './service-directory.js'
import type { Services } from './services.js'

const serviceView = z.object({
  id: z.number(),
  code: z.string(),
  name: z.string(),
  type: z.enum(['consultation', 'issue']),
  state: z.enum(['in_use', 'suspended', 'terminated']),
  language: z.enum(['ko', 'en']),
  timeZone: z.string(),
})
export const serviceCodeSchema = z.string().trim().regex(/^[A-Za-z][A-Za-z0-9_-]{0,44}$/, '1 to 45 of A-Z a-z 0-9 _ -, a letter first')
const params = z.object({ code: z.string().max(100) })
const timeZone = z.string().refine(isTimeZone, 'A time zone of the IANA list, like Asia/Seoul')
const basics = z.object({ name: z.string().trim().min(1).max(100), language: z.enum(['ko', 'en']), timeZone })
const newService = basics.extend({ code: serviceCodeSchema, type: z.enum(['consultation', 'issue']), items: z.array(z.enum(CONTRACT_ITEMS)).max(50).default([]) })
const response = z.object({ items: z.array(serviceView) })

export function serviceRoutes(directory: ServiceDirectory, services: Services): Route[] {
  const all = async () => ({ items: await directory.list() })
  const moved = (action: string, to: 'suspended' | 'in_use' | 'terminated', summary: string) =>
    route({ kind: 'organisation', method: 'POST', path: `/services/:code/${action}`, permission: 'organisation', summary, params, response }, async (input) => {
      await services.move(input.params.code, to)
      return all()
    })
  return [
    route({ kind: 'organisation', method: 'GET', path: '/services', permission: 'organisation', summary: 'The services of the organisation', response }, all),
    route({ kind: 'organisation', method: 'POST', path: '/services', permission: 'organisation', summary: 'Add a service with its first contract', body: newService, response, status: 201 }, async ({ body }) => {
      await services.add(body)
      return all()
    }),
    route({ kind: 'organisation', method: 'PATCH', path: '/services/:code', permission: 'organisation', summary: 'Change the basic data of a service in use', params, body: basics, response }, async (input) => {
      await services.edit(input.params.code, input.body)
      return all()
    }),
    moved('suspend', 'suspended', 'Suspend a service'),
    moved('resume', 'in_use', 'Use a suspended service again'),
    moved('terminate', 'terminated', 'Terminate a suspended service for good'),
  ]
}
