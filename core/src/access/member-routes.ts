import { route, z, type Route } from 'adapters-sdk'
import { newMemberSchema, type Members } from './members.js'

export const memberView = z.object({ id: z.number(), login: z.string(), name: z.string(), email: z.string(), nickname: z.string(), disabled: z.boolean() })

export function memberRoutes(members: Members): Route[] {
  return [
    route({ kind: 'organisation', method: 'GET', path: '/members', permission: 'organisation', summary: 'The members of the organisation', response: z.object({ items: z.array(memberView.extend({ twoFactor: z.boolean() })) }) }, async () => ({
      items: await members.list(),
    })),
    route(
      { kind: 'organisation', method: 'POST', path: '/members', permission: 'organisation', summary: 'Invite a member', body: newMemberSchema, response: z.object({ member: memberView, link: z.string().nullable() }), status: 201 },
      ({ body, caller }) => members.invite(body, caller.language),
    ),
  ]
}
