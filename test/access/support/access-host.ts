import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { route, z, type Notifications, type Role } from 'adapters-sdk'
import { accessErrors, createAccess, hashPassword, type Access, type TicketHandover } from '../../../core/src/access/index.js'
import { readConfig } from '../../../core/src/config/index.js'
import { contractErrors, Contracts } from '../../../core/src/contracts/index.js'
import { EventOutbox } from '../../../core/src/events/index.js'
import { ExportLog, exportLogRoutes } from '../../../core/src/export-log/index.js'
import { createHttpApp, ErrorCatalogue, httpErrors, RouteRegistry } from '../../../core/src/http/index.js'
import { createOrganisations, organisationErrors, type OrganisationArea } from '../../../core/src/organisations/index.js'
import { MyPerformance, PerformanceSources, performanceRoutes } from '../../../core/src/performance/index.js'
import { PermissionLog, PermissionLogReader, permissionLogRoutes } from '../../../core/src/permission-log/index.js'
import { Addresses, createLogger, Vault } from '../../../core/src/platform/index.js'
import { Database, inScope, systemScope } from '../../../core/src/tenancy/index.js'
import { ApiClient, root, type TestDatabase } from '../../support/index.js'

export const SECRET = 'correct horse battery'

export interface SeenEvent { readonly name: string; readonly payload: Readonly<Record<string, unknown>> }

/** Access, organisations and contracts behind the real HTTP application, with a clock that tests turn. */
export interface AccessHost {
  readonly url: string
  readonly access: Access
  readonly area: OrganisationArea
  readonly contracts: Contracts
  readonly clock: { now: number }
  readonly events: SeenEvent[]
  readonly mails: Parameters<Notifications['notify']>[0][]
  /** Whether mail leads out of here. */
  readonly post: { works: boolean }
  readonly openTickets: Map<number, number>
  readonly handedOver: { memberId: number; groupId: number }[]
  addOrganisation(domain: string, code?: string): Promise<{ organisationId: number; memberId: number }>
  /** Runs `work` as the named service would. */
  asService<T>(domain: string, code: string, work: () => Promise<T>): Promise<T>
  /** A member with a password; in a service when roles are given. */
  addMember(domain: string, login: string, inService?: { readonly code: string; readonly roles: readonly Role[] }): Promise<number>
  client(): ApiClient
  signedIn(login: string, organisation?: string): Promise<ApiClient>
  stop(): Promise<void>
}

export async function startAccess(database: Pick<TestDatabase, 'env'>, baseDomain?: string): Promise<AccessHost> {
  const opened = await Database.open(readConfig(database.env()), () => undefined)
  await opened.migrate({ owner: 'core', folder: join(root, 'core/migrations') })
  const { db, system } = opened
  const clock = { now: Date.parse('2024-05-01T09:00:00Z') }
  const now = () => clock.now
  const events: SeenEvent[] = []
  const mails: AccessHost['mails'] = []
  const post = { works: false }
  const openTickets = new Map<number, number>()
  const handedOver: AccessHost['handedOver'] = []
  const tickets: TicketHandover = {
    openTicketsOfAgent: async (memberId) => openTickets.get(memberId) ?? 0,
    openTicketsOfGroup: async () => 0,
    handOverAll: async (memberId, groupId) => void handedOver.push({ memberId, groupId }),
  }
  const outbox = new EventOutbox(db, { enqueueListeners: async (name, payload) => void events.push({ name, payload }) }, now)
  const log = createLogger('silent')
  const server = createServer()
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const addresses = new Addresses(() => url, baseDomain)
  const notify: Notifications = { works: () => post.works, notify: async (mail) => { if (post.works) mails.push(mail); return post.works } }
  const seal = (text: string) => Vault.hash(`test ${text}`)
  const permissionLog = new PermissionLog(db, seal, now)
  const contracts = new Contracts(db, outbox, now)
  const access = createAccess({ db, system, contracted: () => contracts.active(), events: outbox, tickets, permissionLog, vault: new Vault(randomBytes(32)), notifications: () => notify, logInWays: () => null, describeError: () => null, addresses, openSignUp: true, log, now })
  const area = createOrganisations({ db, system, contracts, events: outbox, permissionLog, sessions: access.sessions, links: access.links, throttle: access.throttle, openSignUp: true, vault: new Vault(Buffer.alloc(32)), addresses, now })
  const errors = new ErrorCatalogue()
  for (const definitions of [httpErrors, accessErrors, organisationErrors, contractErrors]) errors.add(definitions)
  const exports = new ExportLog(db, now)
  const registry = new RouteRegistry()
  registry.add('core', [...access.routes, ...area.routes, ...performanceRoutes(new MyPerformance(db, new PerformanceSources({ allows: async () => true }, log), now)), ...permissionLogRoutes(new PermissionLogReader(db, seal), exports), ...exportLogRoutes(exports), probe('tickets'), probe('customers')])
  const app = createHttpApp({ registry, errors, authenticator: access.authenticator, gate: { allows: async () => true }, db, log, addresses, trustProxy: false, now, openInbox: async () => null, openOrganisation: async () => null, rest: [] })
  const handle = app.callback()
  server.on('request', (request, response) => void handle(request, response))

  const idOf = async (sql: string, params: Record<string, string>): Promise<number> => {
    const row = await systemScope('test', () => system.one<{ id: number }>(sql, params))
    if (!row) throw new Error(`Not there: ${JSON.stringify(params)}`)
    return row.id
  }
  const asService: AccessHost['asService'] = async (domain, code, work) => {
    const organisationId = await idOf('select o.id from organisation o where o.domain = :domain', { domain })
    const serviceId = await idOf('select v.id from service v join organisation o on o.id = v.organisation_id where o.domain = :domain and v.code = :code', { domain, code })
    return inScope({ kind: 'service', organisationId, serviceId, cause: { origin: 'system', chain: 'test', depth: 0 } }, work)
  }
  const host: AccessHost = {
    url, access, area, contracts, clock, events, mails, post, openTickets, handedOver, asService,
    addOrganisation: async (domain, code = 'help') => {
      const passwordHash = await hashPassword(SECRET)
      return systemScope('test', () =>
        system.transaction(() =>
          area.organisations.create({ name: domain, domain, service: { name: 'Help', code }, members: [{ login: 'owner', name: 'Owner', email: `owner@${domain}.example`, passwordHash, owner: true, operator: true }], language: 'en' }, async ([member], organisationId) => ({ organisationId, memberId: member!.id })),
        ),
      )
    },
    addMember: async (domain, login, inService) => {
      const organisationId = await idOf('select o.id from organisation o where o.domain = :domain', { domain })
      const passwordHash = await hashPassword(SECRET)
      const memberId = await systemScope('test', () => system.insert('member', { organisation_id: organisationId, login, name: login, email: `${login}@${domain}.example`, language: 'en', password_hash: passwordHash, created_at: now() }))
      if (inService) await asService(domain, inService.code, () => db.insert('agent', { member_id: memberId, roles: JSON.stringify(inService.roles), created_at: now() }))
      return memberId
    },
    client: () => new ApiClient(url),
    signedIn: (login, organisation) => new ApiClient(url).signIn(login, SECRET, organisation),
    stop: async () => {
      await new Promise((resolve) => { server.close(resolve); server.closeAllConnections() })
      await opened.close()
    },
  }
  return host
}

/** A route that needs the permission, in the place of those that other areas have. */
const probe = (permission: 'tickets' | 'customers') =>
  route({ kind: 'console', method: 'GET', path: `/probe-${permission}`, permission, summary: 'Probe', response: z.object({ ok: z.boolean() }) }, async () => ({ ok: true }))

