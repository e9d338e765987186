import { route, z, type Caller, type Route } from 'adapters-sdk'
import { conditionPartView, conditionTree, conditionTreeView, NO_CONDITIONS, offeredFields, viewPart, type AskableField, type ListPart } from '../conditions/index.js'
import { cursorQuery } from '../http/index.js'
import { DEFAULT_SORT, LIST_COLUMNS, LIST_SORTS, listColumns } from './list-sorts.js'
import { listView } from './list-query.js'
import { AUDIENCES, type SavedViews } from './saved-views.js'
import { VIEWS, type TicketLists } from './ticket-lists.js'
import { listItem } from './ticket-schemas.js'
import type { TicketSheets } from './ticket-sheets.js'

const LONGEST_FILTER = 12_000
/** Tickets read at once for a file. */
const BATCH = 200
const EXPORTED = { ko: '티켓 목록', en: 'Ticket list' }

/** A tree of conditions as JSON. */
const filter = z.string().max(LONGEST_FILTER).transform((text, context): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'This is not JSON.' })
    return z.NEVER
  }
}).pipe(conditionTree).default(NO_CONDITIONS)
const list = { view: listView, filter }

const viewInput = z.object({
  title: z.string().trim().min(1).max(60),
  audience: z.enum(AUDIENCES).default('private'),
  groupId: z.number().int().nullable().default(null),
  conditions: conditionTree,
  columns: z.array(z.enum(LIST_COLUMNS)).max(LIST_COLUMNS.length).default([]),
  sort: z.enum(LIST_SORTS).default(DEFAULT_SORT),
})
const viewAnswer = viewInput.extend({ conditions: conditionTreeView, id: z.number(), owner: z.string(), mayChange: z.boolean(), broken: z.string().nullable(), version: z.number() })
const withId = z.object({ service: z.string(), id: z.coerce.number().int() })
const counted = z.object({ count: z.number(), more: z.boolean() })

export function listRoutes({ parts, fields, tickets, views, sheets }: { readonly parts: ReadonlyMap<string, ListPart>; readonly fields: () => Promise<readonly AskableField[]>; readonly tickets: TicketLists; readonly views: SavedViews; readonly sheets: TicketSheets }): Route[] {
  const shared = { kind: 'console', permission: 'tickets' } as const
  const isManager = (caller: Caller) => caller.can('service')
  const reader = (caller: Caller) => ({ language: caller.language, manager: isManager(caller) })
  return [
    route(
      { ...shared, method: 'GET', path: '/tickets', summary: 'A page of a list of tickets', query: z.object({ ...list, sort: z.enum(LIST_SORTS).optional(), ...cursorQuery }), response: z.object({ items: z.array(listItem), next: z.string().nullable(), previous: z.string().nullable() }) },
      async ({ query, caller }) => (await tickets.page(query, isManager(caller))) as never,
    ),
    route({ ...shared, method: 'GET', path: '/tickets/count', summary: 'How many tickets a list holds, up to 10,000', query: z.object(list), response: counted }, ({ query, caller }) => tickets.count(query, isManager(caller))),
    route(
      { ...shared, method: 'GET', path: '/tickets/export', summary: 'A list of tickets as an Excel file, in the columns and the order asked for', query: z.object({ ...list, sort: z.enum(LIST_SORTS).optional(), columns: listColumns, title: z.string().trim().min(1).max(100) }) },
      ({ query: { columns, title, ...asked }, caller }) =>
        sheets.answer({ title, what: EXPORTED, asked: { list: title, ...asked, filter: asked.filter === NO_CONDITIONS ? undefined : JSON.stringify(asked.filter) }, columns, language: caller.language, page: (cursor) => tickets.page({ ...asked, cursor, limit: BATCH }, isManager(caller)) }),
    ),
    route({ ...shared, method: 'GET', path: '/tickets/counts', summary: 'How many tickets each fixed view holds', response: z.record(z.enum(VIEWS), z.number()) }, () => tickets.counts()),
    route({ ...shared, method: 'GET', path: '/ticket-views', summary: 'The views that people keep', response: z.object({ items: z.array(viewAnswer) }) }, async ({ caller }) => ({ items: (await views.list(reader(caller))) as never })),
    route({ ...shared, method: 'GET', path: '/ticket-views/parts', summary: 'What conditions of lists can ask about', response: z.object({ conditions: z.array(conditionPartView) }) }, async () => ({ conditions: [...parts.values(), ...offeredFields(await fields()).map(({ field: _, ...part }) => part)].map(viewPart) })),
    route({ ...shared, method: 'GET', path: '/ticket-views/counts', summary: 'How many tickets each kept view holds, up to 1,000', response: z.object({ items: z.array(counted.extend({ id: z.number() })) }) }, async ({ caller }) => ({ items: await tickets.keptCounts(isManager(caller)) })),
    route({ ...shared, method: 'POST', path: '/ticket-views', summary: 'Keeps a list as a view', status: 201, body: viewInput, response: viewAnswer }, async ({ body, caller }) => (await views.create(body, reader(caller))) as never),
    route({ ...shared, method: 'PUT', path: '/ticket-views/order', summary: 'Puts views that one may change in order', status: 204, body: z.object({ ids: z.array(z.number().int()).max(1000) }) }, ({ body, caller }) => views.order([...new Set(body.ids)], reader(caller))),
    route({ ...shared, method: 'PUT', path: '/ticket-views/:id', summary: 'Changes a view; `version` is the one that was read', params: withId, body: viewInput.extend({ version: z.number().int() }), response: viewAnswer }, async ({ params, body: { version, ...input }, caller }) => (await views.change(params.id, version, input, reader(caller))) as never),
    route({ ...shared, method: 'DELETE', path: '/ticket-views/:id', summary: 'Removes a view; its tickets stay', status: 204, params: withId }, ({ params, caller }) => views.remove(params.id, reader(caller))),
  ]
}
