import type { ScopedDb } from '../../tenancy/index.js'
import type { AssignParams } from '../actions/assign-ticket.js'
import type { CompiledTrigger } from '../compile-trigger.js'
import { finding, type Finding } from './finding.js'

/** Who is in which group. */
export type Memberships = ReadonlyMap<number, ReadonlySet<number>>

export async function readMemberships(db: ScopedDb): Promise<Memberships> {
  const members = new Map<number, Set<number>>()
  const rows = await db.all<{ group_id: number; member_id: number }>('select k.group_id, k.member_id from {agent_group_member} k')
  for (const { group_id: group, member_id: member } of rows) members.set(group, (members.get(group) ?? new Set()).add(member))
  return members
}

/** TRG-7: a ticket that would be given to somebody who is not there. */
export function assignments({ actions }: CompiledTrigger, members: Memberships): Finding[] {
  return actions.flatMap(({ action, params }, at): Finding[] => {
    if (action.type !== 'ticket.assign') return []
    const { groupId, how, agentId } = params as AssignParams
    const group = members.get(groupId)
    if (how === 'agent') return agentId != null && !group?.has(agentId) ? [finding('not_in_group', `actions.${at}.params.agentId`)] : []
    return how !== 'none' && !group ? [finding('nobody_in_group', `actions.${at}.params.groupId`)] : []
  })
}
