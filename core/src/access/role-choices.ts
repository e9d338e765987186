import { ROLES, type ContractItem, type Role } from 'adapters-sdk'
import type { ScopedDb } from '../tenancy/index.js'
import { ISSUE_ROLES } from './granted-permissions.js'

export interface RoleChoice {
  readonly role: Role
  /** The contract item that the service would have to conclude first; null: it can be given. */
  readonly missing: ContractItem | null
}

/** What a role is of no use without. */
const NEEDS: Partial<Record<Role, ContractItem>> = { 'manager.phone': 'telticket', 'agent.phone': 'telticket', 'manager.chat': 'chat', 'agent.chat': 'chat', 'callback.assign': 'callback' }

/** The roles of the running service's type (PRM-3), and which of them its contract lets one give. */
export async function roleChoices(db: ScopedDb, contracted: () => Promise<ReadonlySet<ContractItem>>): Promise<RoleChoice[]> {
  const [service, items] = await Promise.all([db.one<{ type: string }>('select v.type from {service} v where v.id = :service'), contracted()])
  const roles = service?.type === 'issue' ? ISSUE_ROLES : ROLES
  return roles.map((role) => {
    const needed = NEEDS[role]
    return { role, missing: needed === undefined || items.has(needed) ? null : needed }
  })
}
