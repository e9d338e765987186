import type { Events, Localized, Route } from 'adapters-sdk'
import type { AskableField, ConditionPart } from '../conditions/index.js'
import type { ExportLog } from '../export-log/index.js'
import type { ScopedDb } from '../tenancy/index.js'
import { ListConditions } from './list-conditions.js'
import { listParts } from './list-parts.js'
import { listRoutes } from './list-routes.js'
import { SavedViews } from './saved-views.js'
import { TicketLists } from './ticket-lists.js'
import { TicketSheets } from './ticket-sheets.js'

interface ListDependencies {
  readonly db: ScopedDb
  /** What the core's conditions can ask about. */
  readonly conditions: Iterable<ConditionPart>
  /** What the service's tickets have beside that. */
  readonly fields: () => Promise<readonly AskableField[]>
  readonly events: Events
  readonly exports: ExportLog
  /** What channels are called. */
  readonly channelLabel: (id: string) => Localized | undefined
  readonly now: () => number
}

/** The lists of tickets, fixed and kept ones. */
export function createLists({ db, conditions: known, fields, events, exports, channelLabel, now }: ListDependencies): { readonly tickets: TicketLists; readonly sheets: TicketSheets; readonly routes: readonly Route[] } {
  const parts = listParts(known)
  const conditions = new ListConditions(db, parts, now)
  const views = new SavedViews(db, conditions, events, now)
  const tickets = new TicketLists(db, conditions, views)
  const sheets = new TicketSheets(db, exports, parts, channelLabel)
  return { tickets, sheets, routes: listRoutes({ parts, fields, tickets, views, sheets }) }
}
