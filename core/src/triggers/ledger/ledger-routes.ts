import { AppError, route, z, type Route } from 'adapters-sdk'
import { cursorQuery } from '../../http/index.js'
import type { ScopedDb } from '../../tenancy/index.js'
import type { Ledger } from '../ledger.js'
import type { TriggerState } from '../trigger-definition.js'
import type { TriggerParts } from '../trigger-parts.js'
import type { TriggerVersions } from '../trigger-versions.js'
import { LedgerReader } from './ledger-reader.js'
import { answersView, ledgerQuery, ledgerView, missedView, namesView, whyView } from './ledger-schemas.js'
import { LedgerSearch } from './ledger-search.js'
import { LedgerViews } from './ledger-views.js'

const ofTicket = z.object({ number: z.string().max(50) })
const withId = z.object({ id: z.coerce.number().int() })
const agents = { kind: 'console', method: 'GET', permission: 'tickets' } as const
const managers = { kind: 'console', method: 'GET', permission: 'service' } as const

export interface LedgerRouteDependencies {
  readonly db: ScopedDb
  readonly versions: TriggerVersions
  readonly ledger: Ledger
  readonly parts: TriggerParts
}

/** TRG-5: why triggers did or did not run. */
export function ledgerRoutes({ db, versions, ledger, parts }: LedgerRouteDependencies): Route[] {
  const reader = new LedgerReader(db)
  const search = new LedgerSearch(db, reader)
  const views = new LedgerViews(db, versions, ledger, parts)
  const ticketId = async (number: string): Promise<number> => {
    const ticket = await db.one<{ id: number }>('select t.id from {ticket} t where t.number = :number', { number })
    if (!ticket) throw new AppError('http.not_found')
    return ticket.id
  }
  return [
    route({ ...agents, path: '/tickets/:number/why', summary: 'Why triggers did or did not run on a ticket, newest event first', params: ofTicket, query: z.object(cursorQuery), response: whyView }, async ({ params, query }) => {
      const { items, next } = await reader.ofTicket(await ticketId(params.number), false, query.limit, query.cursor)
      return { evaluations: await views.evaluations(items), next }
    }),
    route({ ...agents, path: '/tickets/:number/why/events/:id', summary: 'The triggers whose conditions did not hold at an event of a ticket', params: ofTicket.extend(withId.shape), response: missedView }, async ({ params }) =>
      views.missed(await reader.get(params.id, await ticketId(params.number))),
    ),
    route({ ...agents, path: '/tickets/:number/why/triggers/:id', summary: 'Why one trigger did or did not run at each event of a ticket, also when it was not there yet, was off or was removed', params: ofTicket.extend(withId.shape), query: z.object(cursorQuery), response: answersView }, async ({ params, query }) => {
      const { items, next } = await reader.ofTicket(await ticketId(params.number), true, query.limit, query.cursor)
      const own = (await versions.ofAll([params.id])).get(params.id)
      if (!own) throw new AppError('trigger.not_found')
      return { ...(await views.answers(params.id, own, items)), next }
    }),
    route({ ...agents, permission: 'console', path: '/trigger-names', summary: 'All triggers that there are and were, by name', response: namesView }, async () => ({ items: await names(db) })),
    route({ ...managers, path: '/trigger-ledger', summary: 'What triggers did, newest event first', query: ledgerQuery, response: ledgerView }, async ({ query: { cursor, limit, ...filter } }) => {
      const { items, next, searchedTo } = await search.find(filter, limit, cursor)
      return { items: await views.found(items), next, searchedTo: searchedTo === null ? null : new Date(searchedTo).toISOString() }
    }),
    route({ ...managers, path: '/trigger-ledger/:id', summary: 'The triggers whose conditions did not hold at an event', params: withId, response: missedView }, async ({ params }) => views.missed(await reader.get(params.id))),
  ]
}

/** In their order; those that were removed behind, the latest first. */
async function names(db: ScopedDb): Promise<{ id: number; title: string; state: TriggerState | 'removed' }[]> {
  const there = await db.all<{ id: number; title: string; state: TriggerState }>('select r.id, r.title, r.state from {trigger_rule} r order by r.position, r.id')
  const removed = await db.all<{ id: number; title: string }>("select v.trigger_id as id, v.title from {trigger_version} v where v.kind = 'removed' order by v.id desc")
  return [...there, ...removed.map((one) => ({ ...one, state: 'removed' as const }))]
}
