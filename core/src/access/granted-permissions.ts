import { effectiveRoles, holds, PERMISSION_NAMES, type HigherRole, type Permission, type Role } from 'adapters-sdk'

export interface Grants {
  readonly organisationAdmin: boolean
  readonly operator: boolean
  /** What the member is in the service; empty outside of one, or for a stranger to it. */
  readonly roles: readonly Role[]
  readonly serviceType: string
  readonly serviceState: string
}

/** What a type of service does not have (PRM-8). */
const NOT_FOR_ISSUES: ReadonlySet<Permission> = new Set(['chat', 'helpcenter', 'callback', 'callback.assign', 'customers', 'widget.chat', 'widget.phone'])
/** Held above services, so that no service's state changes them. */
const OF_HIGHER_ROLES: ReadonlySet<Permission> = new Set(['organisation', 'operator'])
export const ISSUE_ROLES: readonly Role[] = ['manager.ticket', 'agent.ticket']

/** The permission matrix applied to one member in one service. */
export function permits(grants: Grants, permission: Permission): boolean {
  const isIssue = grants.serviceType === 'issue'
  if (isIssue && NOT_FOR_ISSUES.has(permission)) return false
  // What is left of a terminated service is there for organisation admins to read; the gate refuses their writes.
  if (grants.serviceState === 'terminated' && !OF_HIGHER_ROLES.has(permission)) return grants.organisationAdmin && !permission.startsWith('widget.')
  const granted = effectiveRoles(grants.roles)
  const roles: (Role | HigherRole)[] = isIssue ? granted.filter((role) => ISSUE_ROLES.includes(role)) : [...granted]
  if (grants.organisationAdmin) roles.push('organisation.admin')
  if (grants.operator) roles.push('operator')
  return holds(roles, permission)
}

export function permissionsOf(grants: Grants): Permission[] {
  return PERMISSION_NAMES.filter((permission) => permits(grants, permission))
}
