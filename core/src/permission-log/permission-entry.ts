import type { Role } from 'adapters-sdk'

export type PermissionAction = 'added' | 'changed' | 'removed'

/** What a member may do, as far as the logged change is about it. Groups by name, as they were called then. */
export interface PermissionState {
  readonly roles?: Role[]
  readonly groups?: string[]
  readonly organisationAdmin?: boolean
  readonly disabled?: boolean
  /** Their log-in asks for a code. */
  readonly twoFactor?: boolean
}

/** A row of the log as it is stored; states stay the text that was sealed. */
export interface PermissionRow {
  readonly number: number
  readonly at: number
  readonly about_service: number | null
  readonly service_name: string
  readonly actor_id: number | null
  readonly actor_login: string
  readonly actor_name: string
  readonly ip: string
  readonly target_id: number
  readonly target_login: string
  readonly target_name: string
  readonly action: PermissionAction
  readonly before_state: string | null
  readonly after_state: string | null
  readonly previous_hash: string
}

/** Everything a seal vouches for, in one order for ever. */
export function sealedText(row: PermissionRow): string {
  return JSON.stringify([
    row.number, row.at, row.about_service, row.service_name, row.actor_id, row.actor_login, row.actor_name, row.ip,
    row.target_id, row.target_login, row.target_name, row.action, row.before_state, row.after_state, row.previous_hash,
  ])
}
