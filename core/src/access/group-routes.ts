import { route, z, type Route } from 'adapters-sdk'
import type { Groups } from './groups.js'
import { nameSchema } from './members.js'

const params = z.object({ id: z.coerce.number().int().positive() })
const body = z.object({ name: nameSchema })
const named = z.object({ id: z.number(), name: z.string() })
const groupView = named.extend({ members: z.array(named.extend({ disabled: z.boolean() })) })
const answer = z.object({ group: groupView })

export function groupRoutes(groups: Groups): Route[] {
  return [
    route({ kind: 'console', method: 'GET', path: '/groups', permission: 'groups', summary: 'The groups of the service, members in joining order', response: z.object({ items: z.array(groupView) }) }, async () => ({
      items: await groups.list(),
    })),
    route({ kind: 'console', method: 'POST', path: '/groups', permission: 'service.agents', summary: 'Make a group', body, response: answer, status: 201 }, async ({ body: { name } }) => ({ group: await groups.create(name) })),
    route({ kind: 'console', method: 'PATCH', path: '/groups/:id', permission: 'service.agents', summary: 'Rename a group', params, body, response: answer }, async ({ params: { id }, body: { name } }) => ({ group: await groups.rename(id, name) })),
    route({ kind: 'console', method: 'DELETE', path: '/groups/:id', permission: 'service.agents', summary: 'Delete an empty group', params, status: 204 }, ({ params: { id } }) => groups.remove(id)),
  ]
}
