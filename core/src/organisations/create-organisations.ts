import type { Events, Route } from 'adapters-sdk'
import type { AttemptThrottle, PasswordLinks, Sessions } from '../access/index.js'
import type { Contracts } from '../contracts/index.js'
import type { Addresses, Vault } from '../platform/index.js'
import type { PermissionLog } from '../permission-log/index.js'
import type { ScopedDb, SystemDb } from '../tenancy/index.js'
import { brandingRoutes } from './branding-routes.js'
import { contractRoutes } from './contract-routes.js'
import { organisationDataRoutes } from './organisation-data-routes.js'
import { OrganisationBranding } from './organisation-branding.js'
import { OrganisationKeys } from './organisation-keys.js'
import { Organisations } from './organisations.js'
import { ServiceDirectory } from './service-directory.js'
import { ServiceScopes } from './service-scopes.js'
import { Services } from './services.js'
import { serviceRoutes } from './service-routes.js'
import { SetUp } from './set-up.js'
import { setUpRoutes } from './set-up-routes.js'
import { SignUp } from './sign-up.js'
import { signUpRoutes } from './sign-up-routes.js'

export interface OrganisationDependencies {
  readonly db: ScopedDb
  readonly system: SystemDb
  readonly contracts: Contracts
  readonly permissionLog: PermissionLog
  readonly events: Events
  readonly sessions: Sessions
  readonly links: PasswordLinks
  readonly throttle: AttemptThrottle
  /** Whether anybody may sign an organisation up. */
  readonly openSignUp: boolean
  readonly vault: Vault
  readonly addresses: Addresses
  readonly now: () => number
}
export interface OrganisationArea {
  readonly setUp: SetUp
  readonly signUp: SignUp
  readonly organisations: Organisations
  readonly services: ServiceDirectory
  readonly scopes: ServiceScopes
  readonly routes: readonly Route[]
}

/** Organisations and their services, put together. */
export function createOrganisations({ db, system, contracts, permissionLog, events, sessions, links, throttle, openSignUp, vault, addresses, now }: OrganisationDependencies): OrganisationArea {
  const organisations = new Organisations(db, system, contracts, permissionLog, addresses, now)
  const setUp = new SetUp(system, organisations)
  const signUp = new SignUp(system, organisations, links, throttle, addresses, openSignUp)
  const directory = new ServiceDirectory(db)
  const scopes = new ServiceScopes(db)
  const services = new Services({ db, system, scopes, contracts, events, now })
  return { setUp, signUp, organisations, services: directory, scopes, routes: [...setUpRoutes({ system, setUp, sessions, addresses }), ...signUpRoutes(signUp), ...brandingRoutes(new OrganisationBranding(db, system, now)), ...serviceRoutes(directory, services), ...contractRoutes(scopes, contracts), ...organisationDataRoutes({ db, keys: new OrganisationKeys(db, vault, now), addresses })] }
}
