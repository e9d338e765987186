import { effectiveRoles, fromJson, type ContractItem, type Role } from 'adapters-sdk'
import type { ScopedDb } from '../tenancy/index.js'
import type { Usage } from './charge.js'

interface Entry { readonly target_id: number; readonly at: number; readonly before_state: string | null; readonly after_state: string | null }

/** Everybody who was an agent of the running service at some time between the two, with all the roles they held then. */
export async function rolesBetween(db: ScopedDb, from: number, to: number): Promise<Map<number, Set<Role>>> {
  const agents = await db.all<{ member_id: number; roles: unknown; created_at: number }>('select a.member_id, a.roles, a.created_at from {agent} a')
  const entries = await db.all<Entry>('select l.target_id, l.at, l.before_state, l.after_state from {permission_log} l where l.about_service = :service order by l.number')
  const held = new Map<number, Set<Role>>()
  const hold = (member: number, roles: readonly Role[]) => {
    const known = held.get(member) ?? new Set()
    for (const role of effectiveRoles(roles)) known.add(role)
    if (roles.length > 0) held.set(member, known)
  }
  const logged = new Map<number, Entry[]>()
  for (const entry of entries) logged.set(entry.target_id, [...(logged.get(entry.target_id) ?? []), entry])
  for (const [member, own] of logged) {
    const within = own.filter((entry) => entry.at >= from && entry.at < to)
    // What was held when the time began: what the first change in it began with, or what the last one before it led to.
    hold(member, rolesIn(within.length > 0 ? within[0]!.before_state : (own.findLast((entry) => entry.at < from)?.after_state ?? null)))
    for (const entry of within) hold(member, rolesIn(entry.after_state))
  }
  for (const { member_id: member, roles, created_at: since } of agents) if (!logged.has(member) && since < to) hold(member, fromJson<Role[]>(roles))
  return held
}

/** Each agent once: at the phone price if they have phone, else for tickets, else for chat; nobody for what the contract does not have. */
export function chargedUsers(held: ReadonlyMap<number, ReadonlySet<Role>>, items: ReadonlySet<ContractItem>): Usage['users'] {
  const users = { chat: 0, ticket: 0, phone: 0 }
  for (const roles of held.values()) {
    const has = (kind: 'phone' | 'ticket' | 'chat') => roles.has(`manager.${kind}`) || roles.has(`agent.${kind}`)
    if (has('phone') && items.has('telticket')) users.phone += 1
    else if (has('ticket')) users.ticket += 1
    else if (has('chat') && items.has('chat')) users.chat += 1
  }
  return users
}

function rolesIn(state: string | null): readonly Role[] {
  return state === null ? [] : ((JSON.parse(state) as { roles?: Role[] }).roles ?? [])
}
