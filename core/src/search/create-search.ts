import type { Route } from 'adapters-sdk'
import type { JobQueue } from '../jobs/index.js'
import type { Logger } from '../platform/index.js'
import type { Database } from '../tenancy/index.js'
import type { TicketLists, TicketSheets } from '../tickets/index.js'
import { Indexer, listenForSearch } from './indexer.js'
import { SearchIndex } from './search-index.js'
import { SearchRebuild } from './search-rebuild.js'
import { searchRoutes } from './search-routes.js'
import { TicketSearch } from './ticket-search.js'

export interface Search { readonly indexer: Indexer; readonly rebuild: SearchRebuild; readonly tickets: TicketSearch; readonly routes: Route[] }

export function createSearch(deps: { database: Database; lists: TicketLists; sheets: TicketSheets; jobs: JobQueue; log: Logger; now: () => number }): Search {
  const { db, system } = deps.database
  const index = new SearchIndex(db, system, deps.now)
  const indexer = new Indexer(system, index, deps.log)
  listenForSearch(deps.jobs, db, index)
  const tickets = new TicketSearch(db, index, deps.lists)
  return { indexer, rebuild: new SearchRebuild(system, indexer), tickets, routes: searchRoutes(tickets, deps.sheets, db) }
}
