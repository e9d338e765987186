import type { Manifest, Route } from 'adapters-sdk'
import type { Contracts } from '../contracts/index.js'
import type { ExportLog } from '../export-log/index.js'
import type { ServiceDirectory, ServiceScopes } from '../organisations/index.js'
import type { ScopedDb, SystemDb } from '../tenancy/index.js'
import { BillEntries } from './bill-entries.js'
import { billRoutes } from './bill-routes.js'
import { Bills } from './bills.js'
import { estimateRoutes } from './estimate-routes.js'
import type { Metering } from './metering.js'
import { Meters } from './meters.js'
import { Prices } from './prices.js'
import { WhatIfs, type ContractedPlugin } from './what-if.js'
import { whatIfRoutes } from './what-if-routes.js'

export interface BillingDependencies {
  readonly db: ScopedDb
  readonly system: SystemDb
  readonly contracts: Contracts
  readonly scopes: ServiceScopes
  readonly services: ServiceDirectory
  readonly metering: Metering
  /** What plugins count. */
  readonly meters: () => readonly Manifest['meters'][number][]
  /** What plugins show in the running service once it has contracted them. */
  readonly plugins: (type: 'consultation' | 'issue') => Promise<readonly ContractedPlugin[]>
  readonly exports: ExportLog
  readonly now: () => number
}

/** The price table, what is counted from it, and the bills, put together. */
export function createBilling({ db, system, contracts, scopes, services, metering, meters: declared, plugins, exports, now }: BillingDependencies): { readonly prices: Prices; readonly routes: readonly Route[] } {
  const meters = new Meters(db, declared)
  const prices = new Prices(db, system, meters, now)
  const bills = new Bills(db, contracts, scopes, services, metering, meters, prices)
  return { prices, routes: [...estimateRoutes(prices, meters, now), ...billRoutes(bills, new BillEntries(db, scopes, contracts, bills), exports), ...whatIfRoutes(scopes, new WhatIfs(db, contracts, bills, plugins, now))] }
}
