import type { Agents as AgentsPort, ContractItem, Events, Language, LogInWays, MemberSignIn as MemberSignInPort, Notifications, Route } from 'adapters-sdk'
import type { Authenticator } from '../http/index.js'
import type { Addresses, Logger, Vault } from '../platform/index.js'
import type { PermissionLog } from '../permission-log/index.js'
import type { ScopedDb, SystemDb } from '../tenancy/index.js'
import { AgentDirectory } from './agent-directory.js'
import { agentRoutes } from './agent-routes.js'
import { Agents } from './agents.js'
import { AttemptThrottle } from './attempt-throttle.js'
import { entranceRoutes } from './entrance-routes.js'
import { groupRoutes } from './group-routes.js'
import { Groups } from './groups.js'
import { findOrganisation } from './find-organisation.js'
import { memberRoutes } from './member-routes.js'
import { MemberSignIn } from './member-sign-in.js'
import { MemberSignals } from './member-signals.js'
import { Members } from './members.js'
import { organisationAdminRoutes } from './organisation-admin-routes.js'
import { OrganisationAdmins } from './organisation-admins.js'
import { PasswordLinks } from './password-links.js'
import { PasswordReset } from './password-reset.js'
import { passwordRoutes } from './password-routes.js'
import { preferenceRoutes } from './preference-routes.js'
import { Preferences } from './preferences.js'
import { SessionAuthenticator } from './session-authenticator.js'
import { sessionRoutes } from './session-routes.js'
import { Sessions } from './sessions.js'
import { SignIn } from './sign-in.js'
import { twoFactorRoutes } from './two-factor-routes.js'
import { TwoFactor } from './two-factor.js'
import { WaysIn } from './ways-in.js'
import { wayInRoutes } from './way-in-routes.js'
import type { TicketHandover } from './ticket-handover.js'

export interface AccessDependencies {
  readonly db: ScopedDb
  readonly system: SystemDb
  /** What the running service has contracted. */
  readonly contracted: () => Promise<ReadonlySet<ContractItem>>
  readonly events: Events
  readonly tickets: TicketHandover
  readonly permissionLog: PermissionLog
  readonly vault: Pick<Vault, 'seal' | 'unseal'>
  /** Asked each time, since a plugin provides it later; null: none does. */
  readonly notifications: () => Notifications | null
  readonly logInWays: () => LogInWays | null
  /** Words of an error code; null: there is no such code. */
  readonly describeError: (code: string, language: Language) => { readonly title: string; readonly remedy: string } | null
  readonly addresses: Addresses
  /** Whether anybody may sign an organisation up. */
  readonly openSignUp: boolean
  readonly log: Logger
  readonly now: () => number
}
export interface Access {
  readonly authenticator: Authenticator
  readonly sessions: Sessions
  readonly memberSignals: MemberSignals
  readonly passwordReset: PasswordReset
  readonly links: PasswordLinks
  readonly throttle: AttemptThrottle
  /** What plugins look agents up with. */
  readonly agentDirectory: AgentsPort
  /** What plugins sign members in with. */
  readonly memberSignIn: MemberSignInPort
  findOrganisation(domain: string): Promise<{ readonly id: number } | null>
  readonly routes: readonly Route[]
}

/** Members, log-in, sessions, agents and groups, put together. */
export function createAccess(deps: AccessDependencies): Access {
  const { db, system, events, tickets, permissionLog, addresses, log, now } = deps
  const throttle = new AttemptThrottle(system, now)
  const memberSignals = new MemberSignals(db)
  const sessions = new Sessions(db, system, memberSignals, now)
  const twoFactor = new TwoFactor(db, deps.vault, throttle, now)
  const waysIn = new WaysIn(db, deps.logInWays, log)
  const links = new PasswordLinks(db, deps.notifications, addresses, log, now)
  const passwordReset = new PasswordReset(db, system, links, sessions, throttle, log, now)
  const members = new Members(db, links, now)
  const groups = new Groups(db, tickets, events, now)
  const agents = new Agents(db, groups, tickets, deps.contracted, events, permissionLog, now)
  return {
    authenticator: new SessionAuthenticator(system, log, now),
    sessions,
    memberSignals,
    passwordReset,
    links,
    throttle,
    agentDirectory: new AgentDirectory(db),
    memberSignIn: new MemberSignIn(db, sessions, addresses),
    findOrganisation: (domain) => findOrganisation(system, domain),
    routes: [
      ...sessionRoutes({ system, sessions, signIn: new SignIn(system, throttle, sessions, twoFactor, waysIn, log), addresses }),
      ...wayInRoutes({ system, waysIn, describe: deps.describeError }),
      ...entranceRoutes({ system, addresses, mailWorks: () => links.mailWorks, openSignUp: deps.openSignUp }),
      ...passwordRoutes(passwordReset, addresses),
      ...preferenceRoutes(new Preferences(db, sessions, throttle)),
      ...twoFactorRoutes(twoFactor, permissionLog),
      ...memberRoutes(members),
      ...organisationAdminRoutes({ db, admins: new OrganisationAdmins(db, sessions, memberSignals, permissionLog, now), members }),
      ...agentRoutes({ db, agents, members }),
      ...groupRoutes(groups),
    ],
  }
}
