import type { Role } from 'adapters-sdk'
import { decodeCursor, pageOf } from '../http/index.js'
import { SqlExpression, type ScopedDb } from '../tenancy/index.js'
import { sealedText, type PermissionAction, type PermissionRow, type PermissionState } from './permission-entry.js'

export interface PermissionSearch {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly service?: number | undefined
  readonly actor?: string | undefined
  readonly ip?: string | undefined
  readonly target?: string | undefined
  readonly action?: PermissionAction | undefined
  readonly role?: Role | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}
export interface PermissionEntry {
  readonly number: number
  readonly at: string
  readonly service: { readonly id: number; readonly name: string } | null
  /** null: the installation itself, or whoever holds its command line. */
  readonly actor: { readonly id: number; readonly login: string; readonly name: string } | null
  readonly ip: string
  readonly target: { readonly id: number; readonly login: string; readonly name: string }
  readonly action: PermissionAction
  readonly before: PermissionState | null
  readonly after: PermissionState | null
}
export interface Verification {
  readonly entries: number
  /** The first entry that is not what was written; null: all are there, unaltered. */
  readonly broken: { readonly number: number; readonly reason: 'missing' | 'altered' } | null
}

const COLUMNS = 'l.number, l.at, l.about_service, l.service_name, l.actor_id, l.actor_login, l.actor_name, l.ip, l.target_id, l.target_login, l.target_name, l.action, l.before_state, l.after_state, l.previous_hash'
const STEP = 1000

/** Searches the organisation's log and proves that it is whole. */
export class PermissionLogReader {
  constructor(
    readonly db: ScopedDb,
    readonly seal: (text: string) => string,
  ) {}

  /** Newest first. */
  async search(wanted: PermissionSearch): Promise<{ items: PermissionEntry[]; next: string | null }> {
    const conditions = ['l.number < :before']
    const params: Record<string, string | number> = { before: wanted.cursor === undefined ? Number.MAX_SAFE_INTEGER : decodeCursor(wanted.cursor)[0]!, limit: wanted.limit + 1 }
    const add = (condition: string, name: string, value: string | number | undefined): void => {
      if (value === undefined || value === '') return
      conditions.push(condition)
      params[name] = value
    }
    add('l.at >= :from', 'from', wanted.from && Date.parse(wanted.from))
    add('l.at < :to', 'to', wanted.to && Date.parse(wanted.to))
    add('l.about_service = :serviceId', 'serviceId', wanted.service)
    add("(lower(l.actor_login) like :actor escape '!' or lower(l.actor_name) like :actor escape '!')", 'actor', wanted.actor && anywhere(wanted.actor))
    add("l.ip like :ip escape '!'", 'ip', wanted.ip && anywhere(wanted.ip))
    add("(lower(l.target_login) like :target escape '!' or lower(l.target_name) like :target escape '!')", 'target', wanted.target && anywhere(wanted.target))
    add('l.action = :action', 'action', wanted.action)
    add("(l.before_state like :role escape '!' or l.after_state like :role escape '!')", 'role', wanted.role && anywhere(`"${wanted.role}"`))
    const rows = await this.db.all<PermissionRow>(`select ${COLUMNS} from {permission_log} l where ${conditions.join(' and ')} order by l.number desc limit :limit`, params)
    const { items, next } = pageOf(rows, wanted.limit, (row) => [row.number])
    return { items: items.map(toEntry), next }
  }

  /** Every page of a search, read as it is asked for. */
  async *all(wanted: Omit<PermissionSearch, 'cursor' | 'limit'>): AsyncGenerator<PermissionEntry> {
    let cursor: string | undefined
    do {
      const { items, next } = await this.search({ ...wanted, cursor, limit: STEP })
      yield* items
      cursor = next ?? undefined
    } while (cursor)
  }

  /** Walks the whole chain: numbers without a gap, every seal right, the newest the one that the head names. */
  async verify(): Promise<Verification> {
    return this.db.transaction(async () => {
      // Holds the head, so that nothing is added between reading it and the rows.
      await this.db.update('permission_log_head', { entries: new SqlExpression('entries') }, '1 = 1')
      const head = (await this.db.one<{ entries: number; hash: string }>('select h.entries, h.hash from {permission_log_head} h')) ?? { entries: 0, hash: '' }
      let number = 0
      let hash = ''
      const broken = (reason: 'missing' | 'altered') => ({ entries: head.entries, broken: { number: number + 1, reason } })
      for (;;) {
        const rows = await this.db.all<PermissionRow & { hash: string }>(`select ${COLUMNS}, l.hash from {permission_log} l where l.number > :number order by l.number limit ${STEP}`, { number })
        for (const row of rows) {
          if (row.number !== number + 1) return broken('missing')
          if (row.previous_hash !== hash || this.seal(sealedText(row)) !== row.hash) return broken('altered')
          number = row.number
          hash = row.hash
        }
        if (rows.length < STEP) break
      }
      if (number < head.entries) return broken('missing')
      if (number > head.entries || hash !== head.hash) return { entries: head.entries, broken: { number, reason: 'altered' } }
      return { entries: head.entries, broken: null }
    })
  }
}

function anywhere(text: string): string {
  return `%${text.trim().toLowerCase().replace(/[!%_]/g, '!$&')}%`
}

function toEntry(row: PermissionRow): PermissionEntry {
  return {
    number: row.number,
    at: new Date(row.at).toISOString(),
    service: row.about_service === null ? null : { id: row.about_service, name: row.service_name },
    actor: row.actor_id === null ? null : { id: row.actor_id, login: row.actor_login, name: row.actor_name },
    ip: row.ip,
    target: { id: row.target_id, login: row.target_login, name: row.target_name },
    action: row.action,
    before: stateOf(row.before_state),
    after: stateOf(row.after_state),
  }
}

function stateOf(text: string | null): PermissionState | null {
  return text === null ? null : (JSON.parse(text) as PermissionState)
}
