import { AppError, type Role } from 'adapters-sdk'
import type { Contracts } from '../contracts/index.js'
import type { PermissionLog } from '../permission-log/index.js'
import type { Addresses } from '../platform/index.js'
import { enterTenant, systemScope, type ScopedDb, type SystemDb } from '../tenancy/index.js'

export interface NewMember {
  readonly login: string
  readonly name: string
  readonly email: string
  /** Runs the organisation, and manages its first service. */
  readonly owner: boolean
  readonly passwordHash?: string
  /** Runs the installation too. */
  readonly operator?: boolean
}
export interface NewOrganisation {
  readonly name: string
  readonly domain: string
  readonly service: { readonly name: string; readonly code: string }
  readonly members: readonly NewMember[]
  readonly language: 'ko' | 'en'
}
export interface ListedOrganisation {
  readonly name: string
  readonly domain: string
  readonly services: number
  readonly members: number
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
    readonly addresses: Addresses,
    readonly now: () => number,
  ) {}

  exist(): Promise<boolean> {
    return systemScope('is there an organisation', async () => (await this.system.one('select o.id from organisation o limit 1')) !== undefined)
  }

  /** For the operator. */
  list(): Promise<ListedOrganisation[]> {
    return systemScope('list the organisations', () =>
      this.system.all<ListedOrganisation>(
        `select o.name, o.domain, (select count(*) from service v where v.organisation_id = o.id and v.state <> 'terminated') as services, (select count(*) from member m where m.organisation_id = o.id and m.disabled_at is null) as members
         from organisation o order by o.domain`,
      ),
    )
  }

  /**
   * Makes an organisation with its first service and its members in the running transaction of the system; `then` runs inside the new tenant.
   * Plugins hear of the contract and add what is theirs.
   */
  async create<T>(given: NewOrganisation, then: (members: readonly (NewMember & { readonly id: number })[], organisationId: number) => Promise<T>): Promise<T> {
    assertMembers(given.members)
    const now = this.now()
    const organisationId = await this.#insertOrganisation(given, now)
    const serviceId = await this.system.insert('service', { organisation_id: organisationId, code: given.service.code, name: given.service.name, language: given.language, created_at: now })
    return enterTenant({ organisationId, serviceId }, async () => {
      const [groupId] = await this.db.insert('agent_group', { name: FIRST_GROUP[given.language], created_at: now })
      await this.contracts.conclude('consultation', ['ticket'])
      const members: (NewMember & { id: number })[] = []
      for (const member of given.members) members.push({ ...member, id: await this.#addMember(member, given.language, groupId!) })
      return then(members, organisationId)
    })
  }

  async #addMember({ login, name, email, owner, operator, passwordHash }: NewMember, language: 'ko' | 'en', groupId: number): Promise<number> {
    const created_at = this.now()
    const flag = (yes: boolean | undefined) => (yes ? 1 : 0)
    const [id] = await this.db.insert('member', { login, name, email, language, password_hash: passwordHash ?? null, owner: flag(owner), organisation_admin: flag(owner), operator: flag(operator), created_at })
    if (!owner) return id!
    await this.db.insert('agent', { member_id: id!, roles: JSON.stringify(OWNER_ROLES), created_at })
    await this.db.insert('agent_group_member', { group_id: groupId, member_id: id!, joined_at: created_at })
    await this.permissionLog.record({ memberId: id!, before: null, after: { organisationAdmin: true } })
    await this.permissionLog.record({ memberId: id!, before: null, after: { roles: [...OWNER_ROLES], groups: [FIRST_GROUP[language]] } })
    return id!
  }

  /** Of two with one name or domain at once, the second waits for the first and finds it taken. */
  async #insertOrganisation({ name, domain }: NewOrganisation, now: number): Promise<number> {
    if (this.addresses.isReserved(domain)) throw new AppError('organisations.domain_reserved', { domain }, { fields: ['domain'] })
    const taken = async () => {
      const [sameName, sameDomain] = [await this.system.one('select o.id from organisation o where lower(o.name) = lower(:name)', { name }), await this.system.one('select o.id from organisation o where o.domain = :domain', { domain })]
      if (!sameName && !sameDomain) return null
      const fields = [...(sameName ? ['organisation'] : []), ...(sameDomain ? ['domain'] : [])]
      return sameName ? new AppError('organisations.name_taken', { name }, { fields }) : new AppError('organisations.domain_taken', { domain }, { fields })
    }
    const before = await taken()
    if (before) throw before
    const [row] = await this.system.all<{ id: number }>('insert into organisation (name, domain, created_at) values (:name, :domain, :now) on conflict do nothing returning id', { name, domain, now })
    if (!row) throw await taken()
    return row.id
  }
}

function assertMembers(members: readonly NewMember[]): void {
  if (!members.some((member) => member.owner)) throw new AppError('organisations.no_owner')
  const twice = members.find(({ login }, at) => members.findIndex((other) => other.login === login) !== at)
  if (twice) throw new AppError('access.login_taken', { login: twice.login })
}
