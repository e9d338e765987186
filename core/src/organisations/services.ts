import { AppError, type ContractItem, type Events } from 'adapters-sdk'
import type { Contracts } from '../contracts/index.js'
import { currentScope, enterTenant, systemScope, withCause, type ScopedDb, type SystemDb } from '../tenancy/index.js'
import { FIRST_GROUP } from './organisations.js'
import type { ServiceScopes } from './service-scopes.js'

export interface ServiceBasics {
  readonly name: string
  readonly language: 'ko' | 'en'
  readonly timeZone: string
}
export interface NewService extends ServiceBasics {
  readonly code: string
  readonly type: 'consultation' | 'issue'
  readonly items: readonly ContractItem[]
}
type State = 'in_use' | 'suspended' | 'terminated'

/** From where a service can get into a state (TEN-2): terminated only after it was suspended. */
const FROM: Readonly<Record<State, State>> = { suspended: 'in_use', in_use: 'suspended', terminated: 'suspended' }

export interface ServicesDependencies {
  readonly db: ScopedDb
  readonly system: SystemDb
  readonly scopes: ServiceScopes
  readonly contracts: Contracts
  readonly events: Events
  readonly now: () => number
}

/** What organisation admins do with the services of their organisation. */
export class Services {
  constructor(readonly deps: ServicesDependencies) {}

  /** With its first group, since every agent is in one, and its first contract: whole or not at all. */
  async add({ items, ...given }: NewService): Promise<void> {
    const { db, system, contracts, now } = this.deps
    const { organisationId, cause } = currentScope()
    await systemScope('add a service to an organisation', () =>
      system.transaction(async () => {
        const [row] = await system.all<{ id: number }>(
          'insert into service (organisation_id, code, name, type, language, time_zone, created_at) values (:organisationId, :code, :name, :type, :language, :timeZone, :now) on conflict do nothing returning id',
          { organisationId, code: given.code, name: given.name, type: given.type, language: given.language, timeZone: given.timeZone, now: now() },
        )
        if (!row) throw await this.#taken(organisationId, given)
        await enterTenant({ organisationId, serviceId: row.id }, () =>
          withCause(cause, async () => {
            await db.insert('agent_group', { name: FIRST_GROUP[given.language], created_at: now() })
            await contracts.conclude(given.type, items)
          }),
        )
      }),
    )
  }

  /** Only while it is in use. */
  async edit(code: string, set: ServiceBasics): Promise<void> {
    const { db, scopes, events } = this.deps
    await scopes.openInUse(code, (before) =>
      db.transaction(async () => {
        const taken = await db.one('select v.id from {service} v where v.name = :name and v.id <> :id', { name: set.name, id: before.id })
        if (taken) throw new AppError('organisations.service_name_taken', { name: set.name })
        const written = await db.update('service', { name: set.name, language: set.language, time_zone: set.timeZone }, "id = :id and state = 'in_use'", { id: before.id })
        if (written === 0) throw new AppError('organisations.service_not_in_use')
        const changed = (['name', 'language', 'timeZone'] as const).filter((key) => before[key] !== set[key])
        if (changed.length > 0) await events.publish('service.changed', { changes: Object.fromEntries(changed.map((key) => [key, { before: before[key], after: set[key] }])) })
      }),
    )
  }

  async move(code: string, to: State): Promise<void> {
    const { db, scopes, events, now } = this.deps
    await scopes.open(code, (service) =>
      db.transaction(async () => {
        const written = await db.update('service', { state: to, ...(to === 'terminated' ? { terminated_at: now() } : {}) }, 'id = :id and state = :from', { id: service.id, from: FROM[to] })
        if (written === 0) throw new AppError(to === 'terminated' && service.state === 'in_use' ? 'organisations.suspend_first' : 'organisations.wrong_service_state')
        await events.publish('service.changed', { changes: { state: { before: FROM[to], after: to } } })
      }),
    )
  }

  async #taken(organisationId: number, { name, code }: NewServiceNames): Promise<AppError> {
    const sameCode = await this.deps.system.one('select s.id from service s where s.organisation_id = :organisationId and s.code = :code', { organisationId, code })
    return sameCode ? new AppError('organisations.service_code_taken', { code }) : new AppError('organisations.service_name_taken', { name })
  }
}

type NewServiceNames = Pick<NewService, 'name' | 'code'>
