import { route, z, type Route } from 'adapters-sdk'
import { ifMatch } from '../http/index.js'
import type { Drafts } from './drafts.js'
import type { NextTicket } from './next-ticket.js'
import type { TicketReplies } from './ticket-replies.js'
import { attachmentIds } from './ticket-schemas.js'
import { MAX_AGENT_LIMIT, MAX_UNDO_SECONDS, type TicketSettings } from './ticket-settings.js'

const byNumber = z.object({ service: z.string(), number: z.string() })
const kind = z.enum(['reply', 'note'])
const settingValues = z.object({ undoSeconds: z.number(), agentLimit: z.number().nullable(), version: z.number() })

/** What is written and not sent, what is sent and taken back, and which ticket comes next. */
export function draftRoutes({ drafts, replies, settings, next }: { drafts: Drafts; replies: TicketReplies; settings: TicketSettings; next: NextTicket }): Route[] {
  const shared = { kind: 'console', permission: 'tickets' } as const
  return [
    route(
      {
        ...shared, method: 'GET', path: '/tickets/:number/drafts', summary: 'What the caller has begun to write', params: byNumber,
        response: z.object({ items: z.array(z.object({ kind, html: z.string(), cc: z.array(z.string()), updatedAt: z.string(), attachments: z.array(z.object({ id: z.number(), name: z.string(), mediaType: z.string(), bytes: z.number() })) })) }),
      },
      async ({ params }) => ({ items: (await drafts.of(params.number)) as never }),
    ),
    route({ ...shared, method: 'PUT', path: '/tickets/:number/drafts', summary: 'Keep what the caller has begun to write; nothing in it deletes it', params: byNumber, body: z.object({ kind, html: z.string().max(500_000), attachments: attachmentIds, cc: z.array(z.string().max(320)).max(20).default([]) }) }, ({ params, body }) =>
      drafts.save(params.number, body.kind, body),
    ),
    route({ ...shared, method: 'POST', path: '/tickets/:number/replies/:message/undo', summary: 'Take an answer back that has not left', params: byNumber.extend({ message: z.coerce.number().int() }) }, ({ params }) => replies.undo(params.number, params.message)),
    route({ ...shared, method: 'POST', path: '/next-ticket', summary: 'Take the next ticket that nobody else is on', response: z.object({ number: z.string().nullable() }) }, () => next.take()),
    route({ ...shared, method: 'GET', path: '/ticket-settings', summary: 'How the service works on its tickets', response: settingValues }, () => settings.read()),
    route({ ...shared, permission: 'service', method: 'PUT', path: '/ticket-settings', summary: 'Set how the service works on its tickets', body: z.object({ undoSeconds: z.number().int().min(0).max(MAX_UNDO_SECONDS), agentLimit: z.number().int().min(1).max(MAX_AGENT_LIMIT).nullable().optional() }), response: settingValues }, ({ body, headers }) =>
      settings.change(body, ifMatch(headers)),
    ),
  ]
}
