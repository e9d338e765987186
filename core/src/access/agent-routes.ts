import { CONTRACT_ITEMS, ROLES, route, z, type Route } from 'adapters-sdk'
import type { ScopedDb } from '../tenancy/index.js'
import type { Agents } from './agents.js'
import { memberView } from './member-routes.js'
import { newMemberSchema, type Members } from './members.js'

const id = z.number().int().positive()
const roles = z.array(z.enum(ROLES)).min(1)
const groupIds = z.array(id).min(1).max(200)
const params = z.object({ id: z.coerce.number().int().positive() })
const agentView = z.object({
  id: z.number(),
  login: z.string(),
  name: z.string(),
  nickname: z.string(),
  email: z.string(),
  roles: z.array(z.enum(ROLES)),
  groups: z.array(z.object({ id: z.number(), name: z.string() })),
  assignable: z.boolean(),
  ticketLimit: z.number().nullable(),
  disabled: z.boolean(),
})
const newAgent = z.union([z.object({ memberId: id, roles, groupIds }), z.object({ invite: newMemberSchema, roles, groupIds })])
const common = { kind: 'console', permission: 'service.agents' } as const

export function agentRoutes({ db, agents, members }: { readonly db: ScopedDb; readonly agents: Agents; readonly members: Members }): Route[] {
  return [
    route({ ...common, method: 'GET', path: '/agents', summary: 'The agents of the service', query: z.object({ search: z.string().max(100).optional() }), response: z.object({ items: z.array(agentView) }) }, async ({ query }) => ({
      items: await agents.list(query.search),
    })),
    route(
      { ...common, method: 'GET', path: '/agents/roles', summary: 'The roles that the service knows, and what its contract lacks for some', response: z.object({ items: z.array(z.object({ role: z.enum(ROLES), missing: z.enum(CONTRACT_ITEMS).nullable() })) }) },
      async () => ({ items: await agents.roles() }),
    ),
    route({ ...common, method: 'GET', path: '/agents/candidates', summary: 'Members who are not agents of the service', response: z.object({ items: z.array(memberView) }) }, async () => ({ items: await members.notYetAgents() })),
    route(
      { ...common, method: 'POST', path: '/agents', summary: 'Make a member an agent, inviting them if need be', body: newAgent, response: z.object({ agent: agentView, link: z.string().nullable() }), status: 201 },
      ({ body, caller }) =>
        db.transaction(async () => {
          if ('memberId' in body) return { agent: await agents.add(body.memberId, body.roles, body.groupIds), link: null }
          const { member, link } = await members.invite(body.invite, caller.language)
          return { agent: await agents.add(member.id, body.roles, body.groupIds), link }
        }),
    ),
    route(
      { ...common, method: 'PATCH', path: '/agents/:id', summary: 'Change the roles, groups or ticket limit of an agent', params, body: z.object({ roles: roles.optional(), groupIds: groupIds.optional(), ticketLimit: z.number().int().min(1).max(1000).nullable().optional() }), response: z.object({ agent: agentView }) },
      async ({ params: { id: memberId }, body }) => ({ agent: await agents.change(memberId, body) }),
    ),
    route(
      { ...common, method: 'DELETE', path: '/agents/:id', summary: 'Remove an agent, handing their open tickets to a group', params, query: z.object({ handTo: z.coerce.number().int().positive().optional() }), status: 204 },
      ({ params: { id: memberId }, query }) => agents.remove(memberId, query.handTo),
    ),
  ]
}
