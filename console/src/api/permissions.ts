/** The vocabulary of `adapters-sdk`, without what only a server needs. */
export type { Permission, Role } from 'adapters-sdk'
import type { Role } from 'adapters-sdk'

export const ROLES: readonly Role[] = ['manager.ticket', 'manager.phone', 'manager.chat', 'agent.ticket', 'agent.phone', 'agent.chat', 'callback.assign']
