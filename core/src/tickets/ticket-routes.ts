import { PRIORITIES, Reply, route, z, type Caller, type Route } from 'adapters-sdk'
import { ifMatch } from '../http/index.js'
import type { AttachmentStore } from './attachment-store.js'
import { SOLVE_REASONS, type TicketCommands } from './ticket-commands.js'
import type { TicketCreation } from './ticket-creation.js'
import type { TicketDetail } from './ticket-detail.js'
import type { TicketReplies } from './ticket-replies.js'
import { attachmentIds, copies, entered, messagePage, ticketDetail } from './ticket-schemas.js'

const byNumber = z.object({ service: z.string(), number: z.string() })
const categoryId = z.number().int().nullable().optional()
const templates = z.array(z.number().int()).max(20).default([])
const html = z.string().max(500_000)

export function ticketRoutes(deps: { detail: TicketDetail; commands: TicketCommands; replies: TicketReplies; creation: TicketCreation; attachments: AttachmentStore }): Route[] {
  const { detail, commands, replies, creation, attachments } = deps
  const shared = { kind: 'console', permission: 'tickets' } as const
  const at = (params: { number: string; service: string }, caller: Caller) => detail.load(params.number, params.service, caller.language) as Promise<z.input<typeof ticketDetail>>
  return [
    route({ ...shared, method: 'GET', path: '/tickets/:number', summary: 'A ticket with its newest messages and its events; its version is its ETag, for If-Match', params: byNumber, response: ticketDetail }, async ({ params, caller }) => {
      const answer = await at(params, caller)
      return new Reply(answer, { headers: { ETag: `"${answer.ticket.version}"` } })
    }),
    route(
      { ...shared, method: 'GET', path: '/tickets/:number/messages', summary: 'Messages of a ticket: the newest, or those older than one of them', params: byNumber, query: z.object({ before: z.coerce.number().int().min(1).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }), response: messagePage },
      ({ params, query, caller }) => detail.messages.before(params.number, query.before ?? null, query.limit, params.service, caller.language) as Promise<z.input<typeof messagePage>>,
    ),
    route(
      {
        ...shared,
        method: 'POST',
        path: '/tickets',
        summary: 'Create a ticket by hand',
        status: 201,
        body: z.object({
          subject: z.string().trim().min(1).max(255),
          html,
          customer: z.object({ name: z.string().max(200).optional(), scheme: z.enum(['email', 'phone']), address: z.string().trim().min(3).max(320) }),
          inboxId: z.number().int().nullable().default(null),
          groupId: z.number().int().nullable().default(null),
          assigneeId: z.number().int().nullable().default(null),
          intakeTypeId: z.number().int().nullable().default(null),
          fields: entered.default({}),
          templates,
          attachments: attachmentIds,
          notify: z.boolean().default(false),
        }),
        response: z.object({ number: z.string() }),
      },
      ({ body }) => creation.create(body),
    ),
    route({ ...shared, method: 'POST', path: '/tickets/:number/take', summary: 'Take an unassigned ticket', params: byNumber, body: z.object({ groupId: z.number().int() }), response: ticketDetail }, async ({ params, body, caller }) => {
      await commands.take(params.number, body.groupId)
      return at(params, caller)
    }),
    route(
      { ...shared, permission: 'tickets.hand-over', method: 'POST', path: '/tickets/:number/hand-over', summary: 'Hand a ticket to a group or an agent', params: byNumber, body: z.object({ groupId: z.number().int(), assigneeId: z.number().int().nullable().default(null) }), response: ticketDetail },
      async ({ params, body, caller }) => {
        await commands.handOver(params.number, body.groupId, body.assigneeId)
        return at(params, caller)
      },
    ),
    route(
      {
        ...shared,
        method: 'POST',
        path: '/tickets/:number/reply',
        summary: 'Answer the customer, finally or for the time being',
        params: byNumber,
        body: z.object({ html, outcome: z.enum(['solve', 'hold']), attachments: attachmentIds, cc: copies, lastMessageId: z.number().int().optional(), force: z.boolean().optional(), handlingTypeId: categoryId, fields: entered.optional(), templates }),
        response: z.object({ messageId: z.number(), undoUntil: z.string().nullable() }),
      },
      ({ params, body }) => replies.reply(params.number, body),
    ),
    route(
      { ...shared, method: 'POST', path: '/tickets/:number/comment', summary: 'Leave an internal note', params: byNumber, body: z.object({ html, attachments: attachmentIds, mentions: z.array(z.number().int()).max(50).default([]) }), response: z.object({ messageId: z.number() }) },
      ({ params, body }) => commands.comment(params.number, body.html, body.attachments, body.mentions),
    ),
    route(
      { ...shared, method: 'POST', path: '/tickets/:number/internal-solve', summary: 'Solve without an answer to the customer', params: byNumber, body: z.object({ reason: z.enum(SOLVE_REASONS), note: z.string().max(20_000).default(''), handlingTypeId: categoryId, fields: entered.optional() }), response: ticketDetail },
      async ({ params, body, caller }) => {
        await commands.internalSolve(params.number, body.reason, body.note, body)
        return at(params, caller)
      },
    ),
    route(
      { ...shared, method: 'PATCH', path: '/tickets/:number', summary: 'Change priority, categories or fields, reopen or close', params: byNumber, body: z.object({ priority: z.enum(PRIORITIES).optional(), state: z.enum(['in_progress', 'closed']).optional(), intakeTypeId: categoryId, handlingTypeId: categoryId, fields: entered.optional() }), response: ticketDetail },
      async ({ params, body, caller, headers }) => {
        await commands.change(params.number, body, ifMatch(headers))
        return at(params, caller)
      },
    ),
    route({ ...shared, method: 'POST', path: '/tickets/:number/restore', summary: 'Take a ticket out of the spam box', params: byNumber, response: ticketDetail }, async ({ params, caller }) => {
      await commands.restore(params.number)
      return at(params, caller)
    }),
    route({ ...shared, method: 'DELETE', path: '/tickets/:number', summary: 'Delete a ticket of the spam box for good', params: byNumber }, ({ params }) => commands.remove(params.number)),
    route(
      { ...shared, method: 'POST', path: '/files', summary: 'Upload a file to attach', status: 201, query: z.object({ name: z.string().min(1).max(300) }), rawBody: true, response: z.object({ id: z.number(), name: z.string(), mediaType: z.string(), bytes: z.number() }) },
      ({ query, stream }) => attachments.upload(query.name, stream),
    ),
    route({ ...shared, method: 'GET', path: '/files/:id', summary: 'A file of a message', params: z.object({ service: z.string(), id: z.coerce.number().int() }) }, ({ params }) => attachments.download(params.id)),
  ]
}
