import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Changes, Role, Row, Ticket, TicketState } from 'adapters-sdk'
import { readConfig } from '../../../core/src/config/index.js'
import { Categories } from '../../../core/src/categories/index.js'
import { CustomerRecords, CustomerStore } from '../../../core/src/customers/index.js'
import { EventOutbox } from '../../../core/src/events/index.js'
import { Fields, TicketForm } from '../../../core/src/fields/index.js'
import { JobQueue } from '../../../core/src/jobs/index.js'
import { Nodes } from '../../../core/src/nodes/index.js'
import { createHttpApp, ErrorCatalogue, httpErrors, RouteRegistry } from '../../../core/src/http/index.js'
import { Addresses, createLogger, GuardedHttp, newChain, Vault } from '../../../core/src/platform/index.js'
import { Substitutions } from '../../../core/src/reply-templates/index.js'
import { TicketPromises } from '../../../core/src/sla/index.js'
import { Database, inScope, systemScope, type ScopedDb } from '../../../core/src/tenancy/index.js'
import { TicketWriter } from '../../../core/src/tickets/index.js'
import { createTriggers, triggerErrors, type AddedParts, type Triggers } from '../../../core/src/triggers/index.js'
import type { TriggerResult } from '../../../core/src/triggers/ledger.js'
import { missedIds, missedOf } from '../../../core/src/triggers/ledger/ledger-event.js'
import { LedgerReader } from '../../../core/src/triggers/ledger/ledger-reader.js'
import { TriggerRevision } from '../../../core/src/triggers/trigger-revision.js'
import { TriggerVersions } from '../../../core/src/triggers/trigger-versions.js'
import { root, type TestDatabase } from '../../support/index.js'

export interface RuleInput {
  readonly title?: string
  readonly state?: 'on' | 'off' | 'shadow'
  readonly events?: readonly string[]
  readonly must?: readonly (readonly [target: string, op: string, value?: unknown])[]
  readonly any?: readonly (readonly [target: string, op: string, value?: unknown])[]
  /** Instead of both: a tree. */
  readonly conditions?: unknown
  /** With the time from which it counts. */
  readonly wait?: { readonly state: TicketState; readonly minutes: number; readonly from: number }
  readonly actions: readonly (readonly [type: string, params?: Readonly<Record<string, unknown>>])[]
}
export interface Answer { readonly status: number; readonly body: Record<string, unknown> & { items: Record<string, unknown>[] } }

/** One service with its triggers, the real ticket writer and the real HTTP application, without the rest of the server. */
export class TriggerHost {
  #position = 0
  #number = 0
  /** Whoever asks reads this one. */
  language: 'ko' | 'en' = 'en'

  private constructor(
    readonly database: Database,
    readonly triggers: Triggers,
    readonly writer: TicketWriter,
    readonly form: TicketForm,
    readonly jobs: JobQueue,
    readonly events: EventOutbox,
    readonly url: string,
    readonly off: Set<string>,
    readonly stop: () => Promise<void>,
    readonly organisationId: number,
    readonly serviceId: number,
  ) {}

  static async start(database: Pick<TestDatabase, 'env'>, parts: (host: () => TriggerHost) => Record<string, AddedParts> = () => ({}), over: { readonly allowsPrivate?: boolean; /** Of a second one on the same database. */ readonly code?: string } = {}): Promise<TriggerHost> {
    const opened = await Database.open(readConfig(database.env()), () => undefined)
    await opened.migrate({ owner: 'core', folder: join(root, 'core/migrations') })
    const { db } = opened
    const now = () => Date.now()
    const errors = new ErrorCatalogue()
    errors.add(httpErrors)
    errors.add(triggerErrors)
    const off = new Set<string>()
    const gate = { allows: async (owner: string) => !off.has(owner) }
    const jobs = new JobQueue(db, opened.system, new Nodes(opened.engine, opened.system, createLogger('silent'), now), createLogger('silent'), now)
    const events = new EventOutbox(db, jobs, now)
    const promises = new TicketPromises(db, now)
    const writer = new TicketWriter(db, new CustomerStore(db, now), events, jobs, { handled: async () => undefined }, promises, now)
    const fields = new Fields(db, events, now)
    const form = new TicketForm(db, fields, new CustomerRecords(db, events, now))
    const substitutions = new Substitutions(db, new CustomerStore(db, now), new Categories(db, events, now), fields, form)
    const triggers = createTriggers({ db, tickets: writer, substitutions, fields, form, surroundings: async () => ({ deadlines: await promises.used(), channels: ['agent', 'email'] }), gate, errors, jobs, events, http: new GuardedHttp(['*'], over.allowsPrivate ?? true), vault: new Vault(randomBytes(32)), messagePrices: async () => new Map([['sms', 20_000]]), log: createLogger('silent'), now })
    for (const [owner, added] of Object.entries(parts(() => host))) triggers.parts.add(owner, added)
    const { organisationId, serviceId } = await addService(opened, over.code ?? 'help')

    const registry = new RouteRegistry()
    registry.add('core', triggers.routes)
    const principal = { memberId: 1, name: 'M', can: () => true, organisationId, csrf: 'csrf' }
    const authenticator = { authenticate: async (_: string, code: string | undefined) => ({ ...principal, language: host.language, service: code === 'help' ? { id: serviceId, code, state: 'in_use' } : null }) }
    const app = createHttpApp({ registry, errors, authenticator, gate, db, log: createLogger('silent'), addresses: new Addresses(() => 'http://localhost', undefined), trustProxy: false, now, openInbox: async () => null, openOrganisation: async () => null, rest: [] })
    const handle = app.callback()
    const server = createServer((request, response) => void handle(request, response))
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
    const host = new TriggerHost(
      opened, triggers, writer, form, jobs, events, `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/s/help`, off,
      async () => {
        await jobs.stop()
        await new Promise((resolve) => { server.close(resolve); server.closeAllConnections() })
        await opened.close()
      },
      organisationId, serviceId,
    )
    return host
  }

  get db(): ScopedDb {
    return this.database.db
  }

  /** Runs `work` as if a customer had written: with a chain of its own. */
  inService<T>(work: () => Promise<T>, depth = 0): Promise<T> {
    return inScope({ kind: 'service', organisationId: this.organisationId, serviceId: this.serviceId, cause: { origin: 'customer', chain: newChain(), depth } }, work)
  }

  /** Another service of another organisation. */
  addService(code: string): Promise<{ organisationId: number; serviceId: number }> {
    return addService(this.database, code)
  }

  async request(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(this.url + path, { method, headers: { cookie: 'oc_session=x', 'x-csrf-token': 'csrf', 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    const text = await response.text()
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Answer['body'] }
  }

  get versions(): TriggerVersions {
    return new TriggerVersions(this.db, new TriggerRevision(this.db), () => 0)
  }

  /** Written straight into the table, so that also what the editor refuses can stand there. */
  rule(input: RuleInput): Promise<number> {
    const conditions = (list: RuleInput['must']) => (list ?? []).map(([target, op, value = null]) => ({ target, op, value }))
    const position = ++this.#position
    return this.inService(async () => {
      const [id] = await this.db.insert('trigger_rule', {
        title: input.title ?? `trigger ${position}`, position, state: input.state ?? 'on', events: JSON.stringify(input.events ?? ['ticket.created']),
        conditions: JSON.stringify(input.conditions ?? { must: conditions(input.must), any: conditions(input.any) }), actions: JSON.stringify(input.actions.map(([type, params = {}]) => ({ type, params }))), created_at: 0, updated_at: 0,
        ...(input.wait && { wait_state: input.wait.state, wait_minutes: input.wait.minutes, wait_from: input.wait.from, waited_until: input.wait.from }),
      })
      await this.versions.keep(id!, 'created')
      return id!
    })
  }

  async clear(): Promise<void> {
    await this.inService(async () => {
      await this.db.delete('trigger_rule', '1 = 1')
      await this.versions.revision.next()
    })
  }

  group(name: string): Promise<number> {
    return this.inService(async () => (await this.db.insert('agent_group', { name, created_at: 0 }))[0]!)
  }

  /** An agent in these groups. */
  agent(login: string, groups: readonly number[], over: { readonly assignable?: 0 | 1; readonly disabled?: boolean; readonly roles?: readonly Role[] } = {}): Promise<number> {
    return this.inService(async () => {
      const [id] = await this.db.insert('member', { login: `${login}-${newChain()}`, name: login, email: '', assignable: over.assignable ?? 1, disabled_at: over.disabled ? 1 : null, created_at: 0 })
      await this.db.insert('agent', { member_id: id!, roles: JSON.stringify(over.roles ?? ['agent.ticket']), created_at: 0 })
      for (const group_id of groups) await this.db.insert('agent_group_member', { group_id, member_id: id!, joined_at: ++this.#position })
      return id!
    })
  }

  /** A ticket with one message of its customer; triggers do not hear of it. */
  ticket(over: Row & { readonly text?: string } = {}): Promise<number> {
    const { text = '', ...columns } = over
    const number = `T${++this.#number}`
    return this.inService(() => this.db.transaction(async () => {
      const [customerId] = await this.db.insert('customer', { number: `U${this.#number}-${newChain()}`, name: '홍길동', created_at: 0 })
      const [id] = await this.db.insert('ticket', { number, subject: '문의', channel: 'email', customer_id: customerId!, created_at: 1, updated_at: 1, ...columns })
      const messageId = await this.writer.addMessage({ ticketId: id!, kind: 'customer', authorType: 'customer', authorId: customerId!, html: text, text })
      await this.db.update('ticket', { last_message_id: messageId }, 'id = :id', { id: id! })
      return id!
    }))
  }

  /** Something happens to the ticket. */
  react(ticketId: number, name = 'ticket.created', changes: Changes = {}, key = newChain()): Promise<void> {
    return this.inService(() => this.db.transaction(() => this.triggers.engine.react({ key, name, ticketId, changes })))
  }

  /** A new ticket and what triggers make of it. */
  async created(over: Row & { readonly text?: string } = {}): Promise<Ticket> {
    const id = await this.ticket(over)
    await this.react(id)
    return this.get(id)
  }

  async get(id: number): Promise<Ticket> {
    return (await this.inService(() => this.writer.get(id)))!
  }

  rows<R = Record<string, unknown>>(sql: string, params = {}): Promise<R[]> {
    return this.inService(() => this.db.all<R>(sql, params))
  }

  /** What the ledger says of the newest event that met triggers: trigger id → result. */
  async results(ticketId: number): Promise<Map<number, TriggerResult>> {
    return this.inService(async () => {
      const { items: [newest] } = await new LedgerReader(this.db).ofTicket(ticketId, false, 1)
      const missed = newest ? missedOf(newest, await this.versions.ofAll(missedIds(newest))) : []
      return new Map([...(newest?.ran ?? []), ...missed].map((result) => [result.triggerId, result]))
    })
  }
}

async function addService(database: Database, code: string): Promise<{ organisationId: number; serviceId: number }> {
  return systemScope('test', async () => {
    const organisationId = await database.system.insert('organisation', { name: code, domain: code, created_at: 0 })
    const serviceId = await database.system.insert('service', { organisation_id: organisationId, code, name: `Service ${code}`, created_at: 0 })
    return { organisationId, serviceId }
  })
}
