import { AppError, effectiveRoles, fromJson, holds, type Role } from 'adapters-sdk'
import { SqlExpression, type ScopedDb } from '../../tenancy/index.js'
import { rehearsing } from '../rehearsal/rehearsing.js'

export interface Candidate { readonly id: number; readonly name: string; readonly available: boolean; /** Of the membership: its place in the joining order. */ readonly place: number; /** How many open tickets they may be given; null: as many as come. */ readonly limit: number | null }
export interface GroupForTurn { readonly id: number; readonly name: string; /** The place of whoever came last. */ readonly last: number; /** In joining order. */ readonly members: readonly Candidate[] }

/** Reads a group with whoever could take a ticket there, and keeps whose turn it was. */
export class GroupTurns {
  constructor(readonly db: ScopedDb) {}

  /** `hold`: until the transaction ends nobody else takes a turn here, so that two at once do not get the same. */
  async read(groupId: number, hold: boolean): Promise<GroupForTurn> {
    const rehearsal = rehearsing()
    if (hold && !rehearsal) await this.db.later(this.db.update('agent_group', { next_turn: new SqlExpression('next_turn') }, 'id = :groupId', { groupId }))
    const rows = await this.db.all<{ group_name: string; last: number; place: number | null; id: number | null; name: string; roles: unknown; assignable: number; disabled_at: number | null; ticket_limit: number | null }>(
      `select g.name as group_name, g.next_turn as last, k.id as place, p.id as id, p.name as name, a.roles as roles, p.assignable as assignable, p.disabled_at as disabled_at, coalesce(a.ticket_limit, s.agent_limit) as ticket_limit
       from {agent_group} g left join {agent_group_member} k on k.group_id = g.id left join {agent} a on a.member_id = k.member_id left join {member} p on p.id = a.member_id left join {ticket_setting} s on s.service_id = g.service_id
       where g.id = :groupId order by k.joined_at, k.id`,
      { groupId },
    )
    const [first] = rows
    if (!first) throw new AppError('trigger.unknown_group', { id: groupId })
    const members = rows.flatMap((row) => (row.id === null || row.place === null ? [] : [{ id: row.id, name: row.name, place: row.place, available: row.assignable === 1 && row.disabled_at === null && worksOnTickets(row.roles), limit: row.ticket_limit }]))
    return { id: groupId, name: first.group_name, last: rehearsal?.turns.get(groupId) ?? first.last, members }
  }

  async passed(group: GroupForTurn, to: Candidate): Promise<void> {
    const rehearsal = rehearsing()
    if (rehearsal) return void rehearsal.turns.set(group.id, to.place)
    await this.db.later(this.db.update('agent_group', { next_turn: to.place }, 'id = :id', { id: group.id }))
  }

  /** Those who may be given one more, with how many open tickets each has. Who has a limit is held until the transaction ends, so that two tickets at once do not pass it. */
  async withRoom(candidates: readonly Candidate[], ticketId: number): Promise<{ readonly candidates: Candidate[]; readonly load: ReadonlyMap<number, number> }> {
    const limited = candidates.filter(({ limit }) => limit !== null).map(({ id }) => id)
    if (limited.length > 0 && !rehearsing() && this.db.engine === 'postgres') await this.db.all('select a.id from {agent} a where a.member_id in (:limited) order by a.id for update', { limited })
    const load = await this.#load(candidates, ticketId)
    return { candidates: candidates.filter(({ id, limit }) => limit === null || (load.get(id) ?? 0) < limit), load }
  }

  /** How many open tickets each of them has besides this one. */
  async #load(candidates: readonly Candidate[], ticketId: number): Promise<Map<number, number>> {
    const rows = await this.db.all<{ id: number; open: number }>(
      "select t.assignee_id as id, count(*) as open from {ticket} t where t.assignee_id in (:ids) and t.state in ('in_progress', 'on_hold') and t.id <> :ticketId group by t.assignee_id",
      { ids: candidates.map((candidate) => candidate.id), ticketId },
    )
    return new Map(rows.map((row) => [row.id, row.open]))
  }
}

/** Those who can take a ticket now, beginning behind whoever came last: 순차배분 goes on where it stood, also when members come and go. */
export function inTurn(group: GroupForTurn): Candidate[] {
  const at = group.members.findIndex((member) => member.place === group.last)
  // Whoever came last may have left the group: it goes on with those who joined after.
  const start = at >= 0 ? at + 1 : group.members.findIndex((member) => member.place > group.last)
  const from = Math.max(start, 0)
  return [...group.members.slice(from), ...group.members.slice(0, from)].filter((member) => member.available)
}

function worksOnTickets(roles: unknown): boolean {
  return holds(effectiveRoles(fromJson<Role[]>(roles)), 'tickets')
}
