import type { Route } from 'adapters-sdk'
import type { Contracts } from '../contracts/index.js'
import type { ServiceDirectory, ServiceScopes } from '../organisations/index.js'
import type { ScopedDb, SystemDb } from '../tenancy/index.js'
import { billRoutes } from './bill-routes.js'
import { Bills } from './bills.js'
import { estimateRoutes } from './estimate-routes.js'
import type { Metering } from './metering.js'
import { Prices } from './prices.js'

export interface BillingDependencies {
  readonly db: ScopedDb
  readonly system: SystemDb
  readonly contracts: Contracts
  readonly scopes: ServiceScopes
  readonly services: ServiceDirectory
  readonly metering: Metering
  readonly now: () => number
}

/** The price table, what is counted from it, and the bills, put together. */
export function createBilling({ db, system, contracts, scopes, services, metering, now }: BillingDependencies): { readonly routes: readonly Route[] } {
  const prices = new Prices(db, system, now)
  return { routes: [...estimateRoutes(prices, now), ...billRoutes(new Bills(db, contracts, scopes, services, metering, prices))] }
}
