import type { Route } from 'adapters-sdk'
import type { ScopedDb } from '../tenancy/index.js'
import { estimateRoutes } from './estimate-routes.js'
import { Prices } from './prices.js'

export interface BillingDependencies {
  readonly db: ScopedDb
  readonly now: () => number
}

/** The price table and what is counted from it, put together. */
export function createBilling({ db, now }: BillingDependencies): { readonly prices: Prices; readonly routes: readonly Route[] } {
  const prices = new Prices(db)
  return { prices, routes: estimateRoutes(prices, now) }
}
