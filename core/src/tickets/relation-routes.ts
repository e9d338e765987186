import { route, z, type Caller, type Route } from 'adapters-sdk'
import { TAG, tagName } from '../platform/index.js'
import type { TicketDetail } from './ticket-detail.js'
import type { TicketFollowers } from './ticket-followers.js'
import type { TicketLinks } from './ticket-links.js'
import type { TicketMerges } from './ticket-merges.js'
import { ticketDetail } from './ticket-schemas.js'
import type { TicketSplits } from './ticket-splits.js'
import { MAX_TAGS, type TicketTags } from './ticket-tags.js'

const byNumber = z.object({ service: z.string(), number: z.string() })
const tags = z.array(z.string().max(100).transform(tagName).pipe(z.string().regex(TAG))).max(MAX_TAGS).default([])

export interface RelationDependencies {
  readonly detail: TicketDetail
  readonly tags: TicketTags
  readonly followers: TicketFollowers
  readonly links: TicketLinks
  readonly merges: TicketMerges
  readonly splits: TicketSplits
}

/** TKT-19: what ties tickets to words, to people and to one another. */
export function relationRoutes(deps: RelationDependencies): Route[] {
  const shared = { kind: 'console', permission: 'tickets', params: byNumber, response: ticketDetail } as const
  const at = (params: { number: string; service: string }, caller: Caller) => deps.detail.load(params.number, params.service, caller.language) as Promise<z.input<typeof ticketDetail>>
  return [
    route({ kind: 'console', permission: 'tickets', method: 'GET', path: '/tags', summary: 'Tags in use, the most frequent first', query: z.object({ q: z.string().max(100).default('') }), response: z.object({ items: z.array(z.string()) }) }, async ({ query }) => ({ items: await deps.tags.offered(query.q) })),
    route({ ...shared, method: 'POST', path: '/tickets/:number/tags', summary: 'Put tags on a ticket and take others off', body: z.object({ add: tags, remove: tags }) }, async ({ params, body, caller }) => {
      await deps.tags.change(params.number, body.add, body.remove)
      return at(params, caller)
    }),
    route({ ...shared, method: 'PUT', path: '/tickets/:number/following', summary: 'Follow a ticket or no longer', body: z.object({ following: z.boolean() }) }, async ({ params, body, caller }) => {
      await deps.followers.set(params.number, body.following)
      return at(params, caller)
    }),
    route({ ...shared, method: 'PUT', path: '/tickets/:number/links', summary: 'Link a ticket with another or no longer', body: z.object({ number: z.string().max(40), linked: z.boolean() }) }, async ({ params, body, caller }) => {
      await deps.links.set(params.number, body.number, body.linked)
      return at(params, caller)
    }),
    route({ ...shared, method: 'POST', path: '/tickets/:number/merge', summary: 'Make a ticket part of another', body: z.object({ into: z.string().max(40) }) }, async ({ params, body, caller }) => {
      await deps.merges.merge(params.number, body.into)
      return at(params, caller)
    }),
    route({ ...shared, method: 'POST', path: '/tickets/:number/split', summary: 'Make a customer’s message a ticket of its own; merging that back undoes it', status: 201, body: z.object({ messageId: z.number().int(), following: z.boolean(), subject: z.string().trim().min(1).max(255) }), response: z.object({ number: z.string() }) }, ({ params, body }) => deps.splits.split(params.number, body)),
    route({ ...shared, method: 'POST', path: '/tickets/:number/unmerge', summary: 'Undo a merge: its messages go back to the ticket', response: z.object({ from: z.string(), messages: z.number(), later: z.number(), stayed: z.number() }) }, ({ params }) => deps.merges.undo(params.number)),
  ]
}
