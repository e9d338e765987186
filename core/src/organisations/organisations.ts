import { AppError, type Role } from 'adapters-sdk'
import type { Contracts } from '../contracts/index.js'
import type { PermissionLog } from '../permission-log/index.js'
import { enterTenant, systemScope, type ScopedDb, type SystemDb } from '../tenancy/index.js'

export interface NewOrganisation {
  readonly name: string
  readonly domain: string
  readonly service: { readonly name: string; readonly code: string }
  readonly owner: { readonly login: string; readonly name: string; readonly email: string; readonly passwordHash: string }
  readonly language: 'ko' | 'en'
}

const OWNER_ROLES: readonly Role[] = ['manager.ticket', 'agent.ticket']
/** Every agent is in a group: a service begins with one. */
export const FIRST_GROUP = { ko: '기본', en: 'General' }

export class Organisations {
  constructor(
    readonly db: ScopedDb,
    readonly system: SystemDb,
    readonly contracts: Contracts,
    readonly permissionLog: PermissionLog,
    readonly now: () => number,
  ) {}

  exist(): Promise<boolean> {
    return systemScope('is there an organisation', async () => (await this.system.one('select o.id from organisation o limit 1')) !== undefined)
  }

  /**
   * Makes an organisation with its first service and its owner, who runs the installation too, in the running transaction of the system.
   * Plugins hear of the contract and add what is theirs.
   */
  async create(given: NewOrganisation): Promise<{ organisationId: number; memberId: number }> {
    const now = this.now()
    const organisationId = await this.#insertOrganisation(given, now)
    const serviceId = await this.system.insert('service', { organisation_id: organisationId, code: given.service.code, name: given.service.name, language: given.language, created_at: now })
    return enterTenant({ organisationId, serviceId }, async () => {
      const { login, name, email, passwordHash } = given.owner
      const [memberId] = await this.db.insert('member', { login, name, email, language: given.language, password_hash: passwordHash, owner: 1, organisation_admin: 1, operator: 1, created_at: now })
      await this.db.insert('agent', { member_id: memberId!, roles: JSON.stringify(OWNER_ROLES), created_at: now })
      const [groupId] = await this.db.insert('agent_group', { name: FIRST_GROUP[given.language], created_at: now })
      await this.db.insert('agent_group_member', { group_id: groupId!, member_id: memberId!, joined_at: now })
      await this.contracts.conclude('consultation', ['ticket'])
      await this.permissionLog.record({ memberId: memberId!, before: null, after: { organisationAdmin: true } })
      await this.permissionLog.record({ memberId: memberId!, before: null, after: { roles: [...OWNER_ROLES], groups: [FIRST_GROUP[given.language]] } })
      return { organisationId, memberId: memberId! }
    })
  }

  async #insertOrganisation({ name, domain }: NewOrganisation, now: number): Promise<number> {
    const [row] = await this.system.all<{ id: number }>('insert into organisation (name, domain, created_at) values (:name, :domain, :now) on conflict do nothing returning id', { name, domain, now })
    if (row) return row.id
    const named = await this.system.one('select o.id from organisation o where o.name = :name', { name })
    throw named ? new AppError('organisations.name_taken', { name }) : new AppError('organisations.domain_taken', { domain })
  }
}
