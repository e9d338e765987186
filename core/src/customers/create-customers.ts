import type { Route } from 'adapters-sdk'
import type { EventOutbox } from '../events/index.js'
import type { ScopedDb } from '../tenancy/index.js'
import { CustomerMerges } from './customer-merges.js'
import { CustomerRecords } from './customer-records.js'
import { customerRoutes } from './customer-routes.js'
import { CustomerStore } from './customer-store.js'

export function createCustomers(deps: { readonly db: ScopedDb; readonly events: EventOutbox; readonly now: () => number }): { readonly store: CustomerStore; readonly records: CustomerRecords; readonly routes: Route[] } {
  const { db, events, now } = deps
  const records = new CustomerRecords(db, events, now)
  return { store: new CustomerStore(db, now), records, routes: customerRoutes({ db, records, merges: new CustomerMerges(db, records, events, now) }) }
}
