import { route, z, type Route } from 'adapters-sdk'
import type { ScopedDb } from '../tenancy/index.js'
import { memberView } from './member-routes.js'
import { newMemberSchema, type Members } from './members.js'
import type { OrganisationAdmins } from './organisation-admins.js'

const params = z.object({ id: z.coerce.number().int().positive() })
const newAdmin = z.union([z.object({ memberId: z.number().int().positive() }), z.object({ invite: newMemberSchema })])
const common = { kind: 'organisation', permission: 'organisation' } as const

export function organisationAdminRoutes({ db, admins, members }: { readonly db: ScopedDb; readonly admins: OrganisationAdmins; readonly members: Members }): Route[] {
  return [
    route({ ...common, method: 'GET', path: '/admins', summary: 'The admins of the organisation', response: z.object({ items: z.array(memberView) }) }, async () => ({ items: await admins.list() })),
    route(
      { ...common, method: 'POST', path: '/admins', summary: 'Make a member an admin of the organisation, inviting them if need be', body: newAdmin, response: z.object({ link: z.string().nullable() }), status: 201 },
      ({ body, caller }) =>
        db.transaction(async () => {
          const { id, link } = 'memberId' in body ? { id: body.memberId, link: null } : await members.invite(body.invite, caller.language).then(({ member, link: sent }) => ({ id: member.id, link: sent }))
          await admins.add(id)
          return { link }
        }),
    ),
    route({ ...common, method: 'DELETE', path: '/admins/:id', summary: 'Take the organisation from an admin; never from the last', params, status: 204 }, ({ params: { id } }) => admins.remove(id)),
    route(
      { ...common, method: 'PATCH', path: '/members/:id', summary: 'Shut a member out, or let them in again', params, body: z.object({ disabled: z.boolean() }), status: 204 },
      ({ params: { id }, body, caller }) => admins.setDisabled(id, body.disabled, caller.memberId),
    ),
  ]
}
