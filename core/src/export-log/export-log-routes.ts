import { route, z, type Route } from 'adapters-sdk'
import { cursorQuery, decodeCursor } from '../http/index.js'
import type { ExportLog } from './export-log.js'

const entry = z.object({
  at: z.string(),
  service: z.string(),
  member: z.object({ login: z.string(), name: z.string() }).nullable(),
  ip: z.string(),
  what: z.object({ ko: z.string(), en: z.string() }),
  conditions: z.record(z.string(), z.string()),
})

export function exportLogRoutes(log: ExportLog): Route[] {
  return [
    route({ kind: 'organisation', method: 'GET', path: '/export-log', permission: 'organisation', summary: 'Who took data out as a file, newest first', query: z.object(cursorQuery), response: z.object({ items: z.array(entry), next: z.string().nullable() }) }, ({ query: { cursor, limit } }) =>
      log.list(cursor === undefined ? Number.MAX_SAFE_INTEGER : decodeCursor(cursor)[0]!, limit),
    ),
  ]
}
