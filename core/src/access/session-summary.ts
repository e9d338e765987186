import { AppError, fromJson, PERMISSION_NAMES, z, type Role } from 'adapters-sdk'
import { Vault } from '../platform/index.js'
import { systemScope, type SystemDb } from '../tenancy/index.js'
import { brandingOf, brandingSchema, type Branding } from './branding.js'
import { permissionsOf } from './granted-permissions.js'

export const sessionSchema = z.object({
  csrf: z.string(),
  member: z.object({
    id: z.number(),
    login: z.string(),
    name: z.string(),
    nickname: z.string(),
    email: z.string(),
    language: z.enum(['ko', 'en']),
    organisationAdmin: z.boolean(),
    operator: z.boolean(),
  }),
  organisation: z.object({ id: z.number(), name: z.string(), domain: z.string(), branding: brandingSchema }),
  services: z.array(z.object({ code: z.string(), name: z.string(), type: z.string(), state: z.string(), permissions: z.array(z.enum(PERMISSION_NAMES)) })),
})
export type SessionSummary = z.infer<typeof sessionSchema>

interface MemberRow {
  readonly csrf: string
  readonly id: number
  readonly login: string
  readonly name: string
  readonly nickname: string
  readonly email: string
  readonly language: 'ko' | 'en'
  readonly organisation_admin: number
  readonly operator: number
  readonly organisation_id: number
  readonly organisation_name: string
  readonly domain: string
  readonly branding: unknown
  readonly logo: string | null
}
interface ServiceRow { readonly code: string; readonly name: string; readonly type: string; readonly state: string; readonly roles: unknown }

const MEMBER = `
  select s.csrf, m.id, m.login, m.name, m.nickname, m.email, m.language, m.organisation_admin, m.operator,
         o.id as organisation_id, o.name as organisation_name, o.domain, o.branding, l.version as logo
  from session s join member m on m.id = s.member_id join organisation o on o.id = m.organisation_id
  left join organisation_logo l on l.organisation_id = o.id
  where s.token_hash = :hash`
const SERVICES = `
  select v.code, v.name, v.type, v.state, a.roles
  from service v left join agent a on a.service_id = v.id and a.member_id = :memberId
  where v.organisation_id = :organisationId order by v.name, v.id`

/** Who is signed in, where, and what they may do there: what the console draws itself from. */
export function summariseSession(system: SystemDb, token: string): Promise<SessionSummary> {
  return systemScope('describe a session', async () => {
    const row = await system.one<MemberRow>(MEMBER, { hash: Vault.hash(token) })
    if (!row) throw new AppError('access.not_signed_in')
    const organisationAdmin = row.organisation_admin === 1
    const operator = row.operator === 1
    const services = await system.all<ServiceRow>(SERVICES, { memberId: row.id, organisationId: row.organisation_id })
    return {
      csrf: row.csrf,
      member: { id: row.id, login: row.login, name: row.name, nickname: row.nickname, email: row.email, language: row.language, organisationAdmin, operator },
      organisation: { id: row.organisation_id, name: row.organisation_name, domain: row.domain, branding: brandingOf(row, fromJson<Branding>(row.branding)) },
      services: services
        .filter((service) => organisationAdmin || (service.roles !== null && service.state !== 'terminated'))
        .map(({ roles, ...service }) => ({ ...service, permissions: permissionsOf({ organisationAdmin, operator, roles: roles === null ? [] : fromJson<Role[]>(roles), serviceType: service.type, serviceState: service.state }) })),
    }
  })
}
