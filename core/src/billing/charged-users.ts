import { effectiveRoles, fromJson, type ContractItem, type Role } from 'adapters-sdk'
import type { ScopedDb } from '../tenancy/index.js'
import type { UserKind } from './chargeables.js'

interface Entry { readonly target_id: number; readonly at: number; readonly before_state: string | null; readonly after_state: string | null }

/** One member's time as an agent, as far as it lies in a month. */
export interface Presence {
  readonly since: number
  /** Null: to the end of the month. */
  readonly until: number | null
  /** All that were held at some time. */
  readonly roles: ReadonlySet<Role>
}

/** Everybody who was an agent of the running service at some time between the two, with all the roles they held then. */
export async function agentsBetween(db: ScopedDb, from: number, to: number): Promise<Map<number, Presence>> {
  const agents = await db.all<{ member_id: number; roles: unknown; created_at: number }>('select a.member_id, a.roles, a.created_at from {agent} a')
  const entries = await db.all<Entry>('select l.target_id, l.at, l.before_state, l.after_state from {permission_log} l where l.about_service = :service order by l.number')
  const logged = new Map<number, Entry[]>()
  for (const entry of entries) logged.set(entry.target_id, [...(logged.get(entry.target_id) ?? []), entry])
  const present = new Map<number, Presence>()
  for (const [member, own] of logged) {
    const within = own.filter((entry) => entry.at >= from && entry.at < to)
    // What was held when the time began: what the first change in it began with, or what the last one before it led to.
    const first = rolesIn(within.length > 0 ? within[0]!.before_state : (own.findLast((entry) => entry.at < from)?.after_state ?? null))
    const held = [{ at: from, roles: first }, ...within.map((entry) => ({ at: entry.at, roles: rolesIn(entry.after_state) }))]
    const begin = held.find(({ roles }) => roles.length > 0)
    const last = held.at(-1)!
    if (begin) present.set(member, { since: begin.at, until: last.roles.length > 0 ? null : last.at, roles: new Set(effectiveRoles(held.flatMap(({ roles }) => [...roles]))) })
  }
  for (const { member_id: member, roles, created_at: since } of agents) {
    const held = effectiveRoles(fromJson<Role[]>(roles))
    if (!logged.has(member) && since < to && held.length > 0) present.set(member, { since: Math.max(since, from), until: null, roles: new Set(held) })
  }
  return present
}

/** As which user an agent is charged: of phone if they have phone, else of tickets, else of chat; null: of nothing that is contracted. */
export function chargedAs(roles: ReadonlySet<Role>, items: ReadonlySet<ContractItem>): UserKind | null {
  const has = (kind: UserKind) => roles.has(`manager.${kind}`) || roles.has(`agent.${kind}`)
  if (has('phone') && items.has('telticket')) return 'phone'
  if (has('ticket')) return 'ticket'
  return has('chat') && items.has('chat') ? 'chat' : null
}

/** Each agent once. */
export function chargedUsers(agents: Iterable<{ readonly roles: ReadonlySet<Role> }>, items: ReadonlySet<ContractItem>): Record<UserKind, number> {
  const users = { chat: 0, ticket: 0, phone: 0 }
  for (const { roles } of agents) {
    const kind = chargedAs(roles, items)
    if (kind) users[kind] += 1
  }
  return users
}

function rolesIn(state: string | null): readonly Role[] {
  return state === null ? [] : ((JSON.parse(state) as { roles?: Role[] }).roles ?? [])
}
