import { fromJson, type Localized } from 'adapters-sdk'
import { pageOf } from '../http/index.js'
import { currentScope, type ScopedDb } from '../tenancy/index.js'

export interface ExportEntry {
  readonly at: string
  readonly service: string
  /** null: nobody who was signed in. */
  readonly member: { readonly login: string; readonly name: string } | null
  readonly ip: string
  readonly what: Localized
  /** What was searched for, as it was asked. */
  readonly conditions: Readonly<Record<string, string>>
}
interface Row { readonly id: number; readonly at: number; readonly service_name: string; readonly member_id: number | null; readonly member_login: string; readonly member_name: string; readonly ip: string; readonly what: unknown; readonly conditions: unknown }

const LONGEST = 200

/** Remembers who took data out as a file, for every export that is worth asking about. */
export class ExportLog {
  constructor(
    readonly db: ScopedDb,
    readonly now: () => number,
  ) {}

  /** Before the download is answered, so that none is without its entry. `conditions` may be a query as it was parsed: what was not asked is left out. */
  async record(what: Localized, conditions: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const { kind, serviceId, cause, ip } = currentScope()
    const service = kind === 'service' ? await this.db.one<{ name: string }>('select v.name from {service} v where v.id = :serviceId', { serviceId }) : undefined
    const member = cause.actorId === undefined ? undefined : await this.db.one<{ login: string; name: string }>('select m.login, m.name from {member} m where m.id = :id', { id: cause.actorId })
    const asked = Object.entries(conditions).filter(([, value]) => value !== undefined && value !== '' && value !== null)
    await this.db.insert('export_log', {
      at: this.now(),
      about_service: service ? serviceId : null,
      service_name: service?.name ?? '',
      member_id: cause.actorId ?? null,
      member_login: member?.login ?? '',
      member_name: member?.name ?? '',
      ip: ip ?? '',
      what: JSON.stringify(what),
      conditions: JSON.stringify(Object.fromEntries(asked.map(([name, value]) => [name, String(value).slice(0, LONGEST)]))),
    })
  }

  /** Newest first. */
  async list(before: number, limit: number): Promise<{ items: ExportEntry[]; next: string | null }> {
    const rows = await this.db.all<Row>('select x.id, x.at, x.service_name, x.member_id, x.member_login, x.member_name, x.ip, x.what, x.conditions from {export_log} x where x.id < :before order by x.id desc limit :limit', { before, limit: limit + 1 })
    const { items, next } = pageOf(rows, limit, (row) => [row.id])
    return {
      items: items.map((row) => ({
        at: new Date(row.at).toISOString(),
        service: row.service_name,
        member: row.member_id === null ? null : { login: row.member_login, name: row.member_name },
        ip: row.ip,
        what: fromJson<Localized>(row.what),
        conditions: fromJson<Record<string, string>>(row.conditions),
      })),
      next,
    }
  }
}
