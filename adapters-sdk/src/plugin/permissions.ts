/** Roles a member holds in a service; they can be combined. */
export const ROLES = ['manager.ticket', 'manager.phone', 'manager.chat', 'agent.ticket', 'agent.phone', 'agent.chat', 'callback.assign'] as const
export type Role = (typeof ROLES)[number]

/** Roles above services: `organisation.admin` per organisation, `operator` per installation. */
export type HigherRole = 'organisation.admin' | 'operator'

const MANAGERS = ['manager.ticket', 'manager.phone', 'manager.chat'] as const
const AGENTS = ['agent.ticket', 'agent.phone', 'agent.chat'] as const
const TICKET_WORKERS = ['manager.ticket', 'manager.phone', 'agent.ticket', 'agent.phone'] as const

/** The permission matrix (PRM): a permission is held by whoever has one of its roles. Routes and panels name one of these. */
export const PERMISSIONS = {
  /** Entering a service at all: what its console shows is then filtered by the others. */
  'console': [...MANAGERS, ...AGENTS, 'callback.assign', 'organisation.admin'],
  'guide': [...MANAGERS, ...AGENTS],
  'chat': ['manager.chat', 'agent.chat'],
  'tickets': TICKET_WORKERS,
  'tickets.hand-over': ['manager.ticket', 'manager.phone'],
  'helpcenter': [...MANAGERS, ...AGENTS],
  'statistics': MANAGERS,
  /** What is in the menu of extra work, but for callbacks. */
  'extra': [...MANAGERS, ...AGENTS],
  /** The list of callbacks. */
  'callback': [...MANAGERS, ...AGENTS, 'callback.assign'],
  /** Giving callbacks to agents and taking them back (PRM-2). */
  'callback.assign': [...MANAGERS, 'callback.assign'],
  /** Reading what tickets are sorted by: the groups and who is in them, categories, fields, templates. */
  'groups': [...MANAGERS, ...AGENTS, 'organisation.admin'],
  'service': MANAGERS,
  'service.agents': [...MANAGERS, 'organisation.admin'],
  'customers': MANAGERS,
  'organisation': ['organisation.admin'],
  'widget.chat': ['manager.chat', 'agent.chat'],
  'widget.phone': ['manager.phone', 'agent.phone'],
  'operator': ['operator'],
} as const satisfies Record<string, readonly (Role | HigherRole)[]>
export type Permission = keyof typeof PERMISSIONS
export const PERMISSION_NAMES = Object.keys(PERMISSIONS) as Permission[]

/** Granting phone grants ticket (PRM-1). */
export function effectiveRoles(granted: readonly Role[]): readonly Role[] {
  const roles = new Set(granted)
  if (roles.has('manager.phone')) roles.add('manager.ticket')
  if (roles.has('agent.phone')) roles.add('agent.ticket')
  return [...roles]
}

export function holds(roles: readonly (Role | HigherRole)[], permission: Permission): boolean {
  const holders: readonly string[] = PERMISSIONS[permission]
  return roles.some((role) => holders.includes(role))
}
