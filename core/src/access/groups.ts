import { AppError, type Events } from 'adapters-sdk'
import type { ScopedDb } from '../tenancy/index.js'
import type { TicketHandover } from './ticket-handover.js'

export interface Group {
  readonly id: number
  readonly name: string
  readonly members: { readonly id: number; readonly name: string; readonly disabled: boolean }[]
}

/** The groups of the running service. */
export class Groups {
  constructor(
    readonly db: ScopedDb,
    readonly tickets: TicketHandover,
    readonly events: Events,
    readonly now: () => number,
  ) {}

  /** With their members in joining order. */
  async list(): Promise<Group[]> {
    const groups = await this.db.all<{ id: number; name: string }>('select g.id, g.name from {agent_group} g order by g.name, g.id')
    const members = await this.db.all<{ group_id: number; id: number; name: string; disabled_at: number | null }>(
      'select gm.group_id, m.id, m.name, m.disabled_at from {agent_group_member} gm join {member} m on m.id = gm.member_id order by gm.joined_at, gm.id',
    )
    return groups.map((group) => ({ ...group, members: members.filter((member) => member.group_id === group.id).map(({ id, name, disabled_at }) => ({ id, name, disabled: disabled_at !== null })) }))
  }

  async create(name: string): Promise<Group> {
    return this.db.transaction(async () => {
      const written = await this.db.insertIgnore('agent_group', { name, created_at: this.now() })
      if (written === 0) throw new AppError('access.group_name_taken', { name })
      await this.#publish()
      return (await this.list()).find((group) => group.name === name)!
    })
  }

  async rename(id: number, name: string): Promise<Group> {
    return this.db.transaction(async () => {
      const other = await this.db.one('select g.id from {agent_group} g where g.name = :name and g.id <> :id', { id, name })
      if (other) throw new AppError('access.group_name_taken', { name })
      const changed = await this.db.update('agent_group', { name }, 'id = :id', { id })
      if (changed === 0) throw new AppError('access.group_not_found')
      await this.#publish()
      return (await this.list()).find((group) => group.id === id)!
    })
  }

  /** Only an empty one: nobody loses a ticket from sight by it. */
  async remove(id: number): Promise<void> {
    await this.db.transaction(async () => {
      const row = await this.db.one<{ name: string; members: number }>('select g.name, count(gm.id) as members from {agent_group} g left join {agent_group_member} gm on gm.group_id = g.id where g.id = :id group by g.id, g.name', { id })
      if (!row) throw new AppError('access.group_not_found')
      const tickets = await this.tickets.openTicketsOfGroup(id)
      if (row.members > 0 || tickets > 0) throw new AppError('access.group_in_use', { members: row.members, tickets }, { members: row.members, tickets })
      await this.db.delete('agent_group', 'id = :id', { id })
      await this.db.insert('deleted_group', { group_id: id, name: row.name, deleted_at: this.now() })
      await this.#publish()
    })
  }

  async assertExist(ids: readonly number[]): Promise<void> {
    const rows = await this.db.all('select g.id from {agent_group} g where g.id in (:ids)', { ids })
    if (rows.length !== new Set(ids).size) throw new AppError('access.unknown_group')
  }

  #publish(): Promise<void> {
    return this.events.publish('settings.changed', { what: 'groups' })
  }
}
