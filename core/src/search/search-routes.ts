import { PRIORITIES, route, TICKET_STATES, z, type Route } from 'adapters-sdk'
import { cursorQuery } from '../http/index.js'
import type { ScopedDb } from '../tenancy/index.js'
import { listItem, type TicketSheets } from '../tickets/index.js'
import { ASKED_FIELDS, type AskedField } from './fields.js'
import { shownHits, weightOf } from './shown-hits.js'
import type { SearchRequest, TicketSearch } from './ticket-search.js'

const MAX_CHOICES = 50
/** Tickets read at once for a file. */
const BATCH = 200
const EXPORTED = { ko: '티켓 검색', en: 'Ticket search' }
/** What the list of hits says of each. */
const SHOWN = ['number', 'state', 'customer', 'channel', 'group', 'assignee', 'createdAt'] as const
const words = z.string().max(200).optional()
/** Several values in one parameter: `state=solved,closed`. */
const some = <T extends z.ZodType<unknown, string>>(one: T) => z.string().max(2000).transform((text) => text.split(',')).pipe(z.array(one).max(MAX_CHOICES)).optional()
const id = z.string().regex(/^(none|\d{1,15})$/).transform((text) => (text === 'none' ? null : Number(text)))
const time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)).optional()

const query = z.object({
  q: words,
  number: words, subject: words, customerNumber: words, customerName: words, customerId: words, customerEmail: words, customerPhone: words,
  state: some(z.enum(TICKET_STATES)), priority: some(z.enum(PRIORITIES)), channel: some(z.string().max(60)),
  group: some(id), assignee: some(id), intakeType: some(id), handlingType: some(id),
  createdFrom: time, createdTo: time,
})
const sort = z.enum(['newest', 'best']).default('newest')
const range = z.tuple([z.number(), z.number()]).readonly()
const ranges = z.array(range).readonly()
const hit = z.object({
  ticket: listItem,
  marks: z.object({ number: ranges, subject: ranges, customer: ranges }),
  excerpt: z.object({ from: z.enum(['message', 'file', 'customer', 'field']), text: z.string(), ranges }).nullable(),
})

export function searchRoutes(search: TicketSearch, sheets: TicketSheets, db: ScopedDb): Route[] {
  const shared = { kind: 'console', permission: 'tickets', method: 'GET' } as const
  return [
    route(
      {
        ...shared, path: '/search', summary: 'Tickets by what they say and what they are, newest first or best of the newest first',
        query: query.extend({ sort, ...cursorQuery }),
        response: z.object({ items: z.array(hit), next: z.string().nullable(), partial: z.boolean() }),
      },
      async ({ query: asked }) => {
        const request = requestOf(asked)
        const page = asked.sort === 'best' ? await search.best(request, asked.limit, weightOf) : await search.page(request, asked.limit, asked.cursor)
        return { items: (await shownHits(db, page.found, page.terms)) as never, next: page.next, partial: page.partial }
      },
    ),
    route({ ...shared, path: '/search/export', summary: 'What a search finds as an Excel file, in the order asked for', query: query.extend({ sort }) }, ({ query: asked, caller }) => {
      const request = requestOf(asked)
      const page = async (cursor: string | undefined) => {
        const { found, next } = asked.sort === 'best' ? await search.best(request, BATCH, weightOf) : await search.page(request, BATCH, cursor)
        return { items: found.map(({ item }) => item), next }
      }
      return sheets.answer({ title: EXPORTED[caller.language], what: EXPORTED, asked, columns: SHOWN, language: caller.language, page })
    }),
    route({ ...shared, path: '/search/count', summary: 'How many tickets a search finds, up to a thousand', query, response: z.object({ count: z.number(), more: z.boolean() }) }, ({ query: asked }) => search.count(requestOf(asked))),
  ]
}

function requestOf(asked: z.output<typeof query>): SearchRequest {
  const fields: Partial<Record<AskedField, string>> = {}
  for (const field of ASKED_FIELDS) if (asked[field] !== undefined && asked[field].trim() !== '') fields[field] = asked[field]
  return {
    text: asked.q ?? '',
    fields,
    filter: {
      states: asked.state, priorities: asked.priority, channels: asked.channel, groups: asked.group, assignees: asked.assignee,
      intakeTypes: asked.intakeType, handlingTypes: asked.handlingType, createdFrom: asked.createdFrom, createdTo: asked.createdTo,
    },
  }
}
