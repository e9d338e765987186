import { route, z, type Route } from 'adapters-sdk'
import { cursorQuery } from '../http/index.js'
import type { NoticeChoiceStore } from './notice-choice-store.js'
import { NOTICE_KINDS, noticeChoices } from './notice-kinds.js'
import type { NoticeList } from './notice-list.js'

const view = z.object({ id: z.number(), kind: z.enum(NOTICE_KINDS), ticket: z.object({ number: z.string(), subject: z.string() }), actor: z.string().nullable(), detail: z.string().nullable(), createdAt: z.string(), read: z.boolean() })
const count = z.object({ unread: z.number() })

export function noticeRoutes({ list, choices }: { list: NoticeList; choices: NoticeChoiceStore }): Route[] {
  const shared = { kind: 'console', permission: 'tickets' } as const
  return [
    route({ ...shared, method: 'GET', path: '/notices', summary: 'What the caller was told of, newest first', query: z.object(cursorQuery), response: z.object({ items: z.array(view), next: z.string().nullable() }) }, ({ query }) => list.page(query.limit, query.cursor)),
    route({ ...shared, method: 'GET', path: '/notices/unread', summary: 'How many of them are unread', response: count }, async () => ({ unread: await list.unread() })),
    route({ ...shared, method: 'POST', path: '/notices/read', summary: 'Mark one, all of a ticket, or all as read', body: z.object({ id: z.number().int().optional(), number: z.string().max(64).optional() }), response: count }, async ({ body }) => {
      await list.read(body)
      return { unread: await list.unread() }
    }),
    route({ kind: 'member', method: 'GET', path: '/me/notices', summary: 'What I want to be told of', response: noticeChoices }, ({ caller }) => choices.of(caller.memberId)),
    route({ kind: 'member', method: 'PUT', path: '/me/notices', summary: 'Choose what I want to be told of', body: noticeChoices, response: noticeChoices }, async ({ caller, body }) => {
      await choices.write(caller.memberId, body)
      return body
    }),
  ]
}
