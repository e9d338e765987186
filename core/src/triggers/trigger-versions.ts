import { AppError, fromJson, type Localized } from 'adapters-sdk'
import { pageOf, decodeCursor } from '../http/index.js'
import { currentScope, type ScopedDb } from '../tenancy/index.js'
import { toDefinition, type RuleRow } from './rule-store.js'
import type { TriggerDefinition, TriggerState } from './trigger-definition.js'
import type { TriggerRevision } from './trigger-revision.js'

export const VERSION_KINDS = ['created', 'changed', 'restored', 'imported', 'switched_off', 'removed'] as const
export type VersionKind = (typeof VERSION_KINDS)[number]

export interface TriggerVersion extends TriggerDefinition {
  readonly version: number
  readonly kind: VersionKind
  readonly restoredFrom: number | null
  /** null: the system, or from before it was kept. */
  readonly by: { readonly id: number; readonly name: string } | null
  readonly at: number
  /** Of all triggers of the service: from it on this one stood so. */
  readonly revision: number
  readonly title: string
  readonly state: TriggerState
  /** Why the system switched it off. */
  readonly reason: Localized | null
}
type SavedRow = Pick<RuleRow, 'version' | 'title' | 'state' | 'events' | 'conditions' | 'actions' | 'wait_state' | 'wait_minutes'>
interface VersionRow extends SavedRow { trigger_id: number; kind: VersionKind; restored_from: number | null; member_id: number | null; member_name: string | null; reason: unknown; revision: number; created_at: number }

/** The greatest that the column holds. */
const NEWER_THAN_ALL = 2_147_483_647
const IDS_AT_ONCE = 500
const ROWS = 'select v.trigger_id, v.version, v.kind, v.restored_from, v.member_id, m.name as member_name, v.title, v.state, v.events, v.conditions, v.actions, v.wait_state, v.wait_minutes, v.reason, v.revision, v.created_at from {trigger_version} v left join {member} m on m.id = v.member_id'

/** Each trigger of the running service as it was saved each time, also of those that were removed. */
export class TriggerVersions {
  constructor(
    readonly db: ScopedDb,
    readonly revision: TriggerRevision,
    readonly now: () => number,
  ) {}

  /** Keeps the trigger as it stands now, in the transaction that wrote it. */
  async keep(triggerId: number, kind: VersionKind, more: { readonly restoredFrom?: number; readonly reason?: Localized } = {}): Promise<void> {
    const row = (await this.db.one<RuleRow>('select r.* from {trigger_rule} r where r.id = :triggerId', { triggerId }))!
    const { origin, actorId } = currentScope().cause
    const { version, title, state, wait_state, wait_minutes } = row
    await this.db.insert('trigger_version', {
      trigger_id: triggerId, version, kind, title, state, wait_state, wait_minutes,
      events: JSON.stringify(fromJson(row.events)), conditions: JSON.stringify(fromJson(row.conditions)), actions: JSON.stringify(fromJson(row.actions)),
      restored_from: more.restoredFrom ?? null, reason: more.reason ? JSON.stringify(more.reason) : null,
      member_id: kind !== 'switched_off' && origin === 'agent' ? (actorId ?? null) : null, revision: await this.revision.next(), created_at: this.now(),
    })
  }

  /** Newest first. */
  async of(triggerId: number, limit: number, cursor?: string): Promise<{ items: TriggerVersion[]; next: string | null }> {
    const before = cursor === undefined ? NEWER_THAN_ALL : Math.min(decodeCursor(cursor)[0]!, NEWER_THAN_ALL)
    const rows = await this.db.all<VersionRow>(`${ROWS} where v.trigger_id = :triggerId and v.version < :before order by v.version desc limit ${limit + 1}`, { triggerId, before })
    if (rows.length === 0 && cursor === undefined) throw new AppError('trigger.not_found')
    const { items, next } = pageOf(rows, limit, (row) => [row.version])
    return { items: items.map(toVersion), next }
  }

  /** The newest triggers that were removed, as they were then. */
  async removed(most: number): Promise<(TriggerVersion & { readonly triggerId: number })[]> {
    const rows = await this.db.all<VersionRow>(`${ROWS} where v.kind = 'removed' order by v.id desc limit ${most}`)
    return rows.map((row) => ({ triggerId: row.trigger_id, ...toVersion(row) }))
  }

  /** Of these triggers, each one's oldest first. */
  async ofAll(triggerIds: readonly number[]): Promise<Map<number, TriggerVersion[]>> {
    const found = new Map<number, TriggerVersion[]>()
    const ids = [...new Set(triggerIds)]
    for (let at = 0; at < ids.length; at += IDS_AT_ONCE) {
      const rows = await this.db.all<VersionRow>(`${ROWS} where v.trigger_id in (:ids) order by v.trigger_id, v.version`, { ids: ids.slice(at, at + IDS_AT_ONCE) })
      for (const row of rows) found.set(row.trigger_id, [...(found.get(row.trigger_id) ?? []), toVersion(row)])
    }
    return found
  }

  async get(triggerId: number, version: number): Promise<TriggerVersion> {
    const row = await this.db.one<VersionRow>(`${ROWS} where v.trigger_id = :triggerId and v.version = :version`, { triggerId, version })
    if (!row) throw new AppError('trigger.no_such_version')
    return toVersion(row)
  }
}

function toVersion(row: VersionRow): TriggerVersion {
  return {
    version: row.version, kind: row.kind, restoredFrom: row.restored_from, by: row.member_id === null || row.member_name === null ? null : { id: row.member_id, name: row.member_name }, at: row.created_at, revision: row.revision,
    title: row.title, state: row.state, ...toDefinition(row), reason: row.reason === null ? null : fromJson<Localized>(row.reason),
  }
}
