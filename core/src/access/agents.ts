import { AppError, fromJson, type ContractItem, type Events, type Role } from 'adapters-sdk'
import type { PermissionLog } from '../permission-log/index.js'
import type { ScopedDb } from '../tenancy/index.js'
import type { Groups } from './groups.js'
import { roleChoices, type RoleChoice } from './role-choices.js'
import type { TicketHandover } from './ticket-handover.js'

export interface AgentEntry {
  /** The member's. */
  readonly id: number
  readonly login: string
  readonly name: string
  readonly nickname: string
  readonly email: string
  readonly roles: Role[]
  readonly groups: { readonly id: number; readonly name: string }[]
  readonly assignable: boolean
  /** How many open tickets triggers may give them; null: what the service says. */
  readonly ticketLimit: number | null
  /** Shut out of the organisation: still listed, no longer chosen. */
  readonly disabled: boolean
}
interface AgentRights { readonly roles: Role[]; readonly groups: string[] }
interface Row { readonly id: number; readonly login: string; readonly name: string; readonly nickname: string; readonly email: string; readonly roles: unknown; readonly assignable: number; readonly ticket_limit: number | null; readonly disabled_at: number | null }

/** The agents of the running service: members with roles here, each in one group at least (PRM-6). */
export class Agents {
  constructor(
    readonly db: ScopedDb,
    readonly groups: Groups,
    readonly tickets: TicketHandover,
    readonly contracted: () => Promise<ReadonlySet<ContractItem>>,
    readonly events: Events,
    readonly log: PermissionLog,
    readonly now: () => number,
  ) {}

  async list(search = ''): Promise<AgentEntry[]> {
    const pattern = `%${search.trim().toLowerCase().replace(/[!%_]/g, '!$&')}%`
    const rows = await this.db.all<Row>(
      `select m.id, m.login, m.name, m.nickname, m.email, a.roles, m.assignable, a.ticket_limit, m.disabled_at from {agent} a join {member} m on m.id = a.member_id
       where lower(m.name) like :pattern escape '!' or lower(m.nickname) like :pattern escape '!' or lower(m.email) like :pattern escape '!' or m.login like :pattern escape '!'
       order by m.name, m.id`,
      { pattern },
    )
    const groups = await this.db.all<{ member_id: number; id: number; name: string }>('select gm.member_id, g.id, g.name from {agent_group_member} gm join {agent_group} g on g.id = gm.group_id order by g.name, g.id')
    return rows.map(({ disabled_at, ticket_limit, ...row }) => ({
      ...row,
      disabled: disabled_at !== null,
      roles: fromJson<Role[]>(row.roles),
      assignable: row.assignable === 1,
      ticketLimit: ticket_limit,
      groups: groups.filter((group) => group.member_id === row.id).map(({ id, name }) => ({ id, name })),
    }))
  }

  async add(memberId: number, roles: readonly Role[], groupIds: readonly number[]): Promise<AgentEntry> {
    return this.db.transaction(async () => {
      const member = await this.db.one('select m.id from {member} m where m.id = :memberId and m.disabled_at is null', { memberId })
      if (!member) throw new AppError('access.unknown_member')
      await this.#assertRoles(roles, [])
      await this.groups.assertExist(groupIds)
      const written = await this.db.insertIgnore('agent', { member_id: memberId, roles: JSON.stringify([...new Set(roles)]), created_at: this.now() })
      if (written === 0) throw new AppError('access.already_agent')
      await this.#join(memberId, groupIds)
      return this.#changed(memberId, null)
    })
  }

  async change(memberId: number, changes: { readonly roles?: readonly Role[] | undefined; readonly groupIds?: readonly number[] | undefined; readonly ticketLimit?: number | null | undefined }): Promise<AgentEntry> {
    return this.db.transaction(async () => {
      const before = await this.#rightsOf(memberId)
      if (changes.roles) {
        await this.#assertRoles(changes.roles, before.roles)
        await this.db.update('agent', { roles: JSON.stringify([...new Set(changes.roles)]) }, 'member_id = :memberId', { memberId })
      }
      if (changes.ticketLimit !== undefined) await this.db.update('agent', { ticket_limit: changes.ticketLimit }, 'member_id = :memberId', { memberId })
      if (changes.groupIds) {
        await this.groups.assertExist(changes.groupIds)
        // Who stays in a group keeps their place in its order.
        await this.db.delete('agent_group_member', 'member_id = :memberId and group_id not in (:groupIds)', { memberId, groupIds: changes.groupIds })
        await this.#join(memberId, changes.groupIds)
      }
      return this.#changed(memberId, before)
    })
  }

  /** `handTo`: the group that takes the agent's open tickets; needed only when there are some. */
  async remove(memberId: number, handTo: number | undefined): Promise<void> {
    await this.db.transaction(async () => {
      const before = await this.#rightsOf(memberId)
      const tickets = await this.tickets.openTicketsOfAgent(memberId)
      if (tickets > 0) {
        if (handTo === undefined) throw new AppError('access.agent_has_open_tickets', { tickets }, { tickets })
        await this.groups.assertExist([handTo])
        await this.tickets.handOverAll(memberId, handTo)
      }
      await this.db.delete('agent_group_member', 'member_id = :memberId', { memberId })
      await this.db.delete('agent', 'member_id = :memberId', { memberId })
      await this.events.publish('agent.changed', { memberId })
      await this.log.record({ memberId, before, after: null })
    })
  }

  async #join(memberId: number, groupIds: readonly number[]): Promise<void> {
    await this.db.insertIgnore('agent_group_member', [...new Set(groupIds)].map((groupId) => ({ group_id: groupId, member_id: memberId, joined_at: this.now() })))
  }

  async #changed(memberId: number, before: AgentRights | null): Promise<AgentEntry> {
    await this.events.publish('agent.changed', { memberId })
    const agent = (await this.list()).find((one) => one.id === memberId)!
    await this.log.record({ memberId, before, after: { roles: agent.roles, groups: agent.groups.map((group) => group.name) } })
    return agent
  }

  /** As the log keeps them. */
  async #rightsOf(memberId: number): Promise<AgentRights> {
    const agent = await this.db.one<{ roles: unknown }>('select a.roles from {agent} a where a.member_id = :memberId', { memberId })
    if (!agent) throw new AppError('access.unknown_agent')
    const groups = await this.db.all<{ name: string }>('select g.name from {agent_group_member} gm join {agent_group} g on g.id = gm.group_id where gm.member_id = :memberId', { memberId })
    return { roles: fromJson<Role[]>(agent.roles), groups: groups.map((group) => group.name) }
  }

  roles(): Promise<RoleChoice[]> {
    return roleChoices(this.db, this.contracted)
  }

  /** What an agent has already stays theirs when the contract loses it: it opens nothing, and is there again with the item. */
  async #assertRoles(roles: readonly Role[], held: readonly Role[]): Promise<void> {
    const choices = await this.roles()
    for (const role of roles) {
      const choice = choices.find((one) => one.role === role)
      if (!choice) throw new AppError('access.role_not_for_issue_service')
      if (choice.missing !== null && !held.includes(role)) throw new AppError('access.role_not_contracted', {}, { item: choice.missing })
    }
  }
}
