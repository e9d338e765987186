import { ROLES, route, z, type Route } from 'adapters-sdk'
import { cursorQuery } from '../http/index.js'
import type { ExportLog } from '../export-log/index.js'
import { isTimeZone } from '../platform/index.js'
import type { PermissionLogReader } from './permission-log-reader.js'
import { permissionLogSheet } from './permission-log-sheet.js'

const ACTIONS = ['added', 'changed', 'removed'] as const
const text = z.string().max(100).optional()
const time = z.iso.datetime({ offset: true }).optional()
const person = z.object({ id: z.number(), login: z.string(), name: z.string() })
const state = z.object({ roles: z.array(z.enum(ROLES)).optional(), groups: z.array(z.string()).optional(), organisationAdmin: z.boolean().optional(), disabled: z.boolean().optional(), twoFactor: z.boolean().optional() }).nullable()
const entry = z.object({
  number: z.number(),
  at: z.string(),
  service: z.object({ id: z.number(), name: z.string() }).nullable(),
  actor: person.nullable(),
  ip: z.string(),
  target: person,
  action: z.enum(ACTIONS),
  before: state,
  after: state,
})
const conditions = { from: time, to: time, service: z.coerce.number().int().positive().optional(), actor: text, ip: text, target: text, action: z.enum(ACTIONS).optional(), role: z.enum(ROLES).optional() }
const query = z.object({ ...conditions, ...cursorQuery })
/** Whose clock the times of the file are of. */
const zone = z.string().max(100).refine(isTimeZone, 'A time zone of the IANA list, like Asia/Seoul').default('UTC')
const common = { kind: 'organisation', method: 'GET', permission: 'organisation' } as const

export function permissionLogRoutes(reader: PermissionLogReader, exports: ExportLog): Route[] {
  return [
    route({ ...common, path: '/permission-log', summary: 'Changes of rights, newest first', query, response: z.object({ items: z.array(entry), next: z.string().nullable() }) }, ({ query: wanted }) => reader.search(wanted)),
    route({ ...common, path: '/permission-log/export', summary: 'All pages of the same search as an Excel file', query: z.object({ ...conditions, zone }) }, async ({ query: { zone: timeZone, ...wanted }, caller }) => {
      await exports.record({ ko: '권한 변경 로그', en: 'Permission changes' }, wanted)
      return permissionLogSheet(reader.all(wanted), timeZone, caller.language)
    }),
    route(
      { ...common, path: '/permission-log/verification', summary: 'Whether the log is whole', response: z.object({ entries: z.number(), broken: z.object({ number: z.number(), reason: z.enum(['missing', 'altered']) }).nullable() }) },
      () => reader.verify(),
    ),
  ]
}
