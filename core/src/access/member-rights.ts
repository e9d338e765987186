import { fromJson, type Permission, type Role } from 'adapters-sdk'
import type { ScopedDb } from '../tenancy/index.js'
import { permits } from './granted-permissions.js'

/** What a member may do in the running service now: for work that goes on without a request. */
export async function memberMay(db: ScopedDb, memberId: number, permission: Permission): Promise<boolean> {
  const row = await db.one<{ organisation_admin: number; roles: unknown; type: string; state: string }>(
    'select p.organisation_admin, a.roles, v.type, v.state from {member} p join {service} v on v.id = :service left join {agent} a on a.member_id = p.id where p.id = :memberId and p.disabled_at is null',
    { memberId },
  )
  return row !== undefined && row.state === 'in_use' && permits({ organisationAdmin: row.organisation_admin === 1, operator: false, roles: row.roles === null ? [] : fromJson<Role[]>(row.roles), serviceType: row.type, serviceState: row.state }, permission)
}
