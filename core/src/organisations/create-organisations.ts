import type { Route } from 'adapters-sdk'
import type { Sessions } from '../access/index.js'
import type { Contracts } from '../contracts/index.js'
import type { ScopedDb, SystemDb } from '../tenancy/index.js'
import { Organisations } from './organisations.js'
import { ServiceDirectory } from './service-directory.js'
import { serviceRoutes } from './service-routes.js'
import { SetUp } from './set-up.js'
import { setUpRoutes } from './set-up-routes.js'

export interface OrganisationDependencies {
  readonly db: ScopedDb
  readonly system: SystemDb
  readonly contracts: Contracts
  readonly sessions: Sessions
  readonly publicUrl: () => string
  readonly now: () => number
}
export interface OrganisationArea {
  readonly setUp: SetUp
  readonly organisations: Organisations
  readonly services: ServiceDirectory
  readonly routes: readonly Route[]
}

/** Organisations and their services, put together. */
export function createOrganisations({ db, system, contracts, sessions, publicUrl, now }: OrganisationDependencies): OrganisationArea {
  const organisations = new Organisations(db, system, contracts, now)
  const setUp = new SetUp(system, organisations)
  const services = new ServiceDirectory(db)
  return { setUp, organisations, services, routes: [...setUpRoutes({ system, setUp, sessions, publicUrl }), ...serviceRoutes(services)] }
}
