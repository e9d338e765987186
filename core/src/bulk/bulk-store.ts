import { AppError, fromJson, type Jobs, type Permission } from 'adapters-sdk'
import { currentScope, type ScopedDb } from '../tenancy/index.js'
import type { BulkAction, StoredAction } from './bulk-action.js'

export const BULK_JOB = 'bulk'
export const ITEM_STATES = ['waiting', 'done', 'unchanged', 'failed'] as const
export type ItemState = (typeof ITEM_STATES)[number]
export interface BulkView {
  readonly id: number
  readonly type: StoredAction['type']
  readonly state: 'running' | 'done' | 'cancelled'
  readonly total: number
  readonly counts: Readonly<Record<ItemState, number>>
  readonly createdAt: string
  readonly finishedAt: string | null
  readonly undoable: boolean
}
interface BulkRow { id: number; action: unknown; state: BulkView['state']; total: number; created_at: number; finished_at: number | null; undone: number }

const ROWS_AT_ONCE = 500

/** Which rights an action needs, of whoever began it. */
export function rightsFor(action: StoredAction): Permission[] {
  return action.type === 'undo' || (action.type === 'change' && (action.groupId !== undefined || action.assigneeId !== undefined)) ? ['tickets', 'tickets.hand-over'] : ['tickets']
}

/** Bulk actions as rows: they go on when their page is left and when the process ends. Of the acting member alone. */
export class BulkStore {
  constructor(
    readonly db: ScopedDb,
    readonly jobs: Jobs,
    readonly now: () => number,
  ) {}

  begin(numbers: readonly string[], action: BulkAction): Promise<BulkView> {
    if (action.type === 'change' && action.groupId === undefined && action.priority === undefined && action.state === undefined) throw new AppError('bulk.nothing_to_do')
    return this.#begin([...new Set(numbers)].map((number) => ({ number })), action, null)
  }

  /** What was changed becomes what it was, where nobody has changed it since. */
  undo(id: number): Promise<BulkView> {
    return this.db.transaction(async () => {
      const before = await this.view(id)
      if (!before.undoable) throw new AppError('bulk.cannot_undo')
      const items = await this.db.all<{ number: string; earlier: unknown }>("select i.number, i.earlier from {bulk_item} i where i.bulk_id = :id and i.state = 'done' and i.earlier is not null order by i.id", { id })
      return this.#begin(items.map((item) => ({ number: item.number, earlier: JSON.stringify(fromJson(item.earlier)) })), { type: 'undo' }, id)
    })
  }

  async view(id: number): Promise<BulkView> {
    const [found] = await this.#views('and b.id = :id', { id })
    if (!found) throw new AppError('bulk.not_found')
    return found
  }

  /** Those that still run, or ended a short time ago. */
  recent(): Promise<BulkView[]> {
    return this.#views("and (b.state = 'running' or b.finished_at > :since)", { since: this.now() - 10 * 60_000 })
  }

  /** What is done stays done. */
  async cancel(id: number): Promise<BulkView> {
    await this.view(id)
    await this.db.update('bulk', { state: 'cancelled', finished_at: this.now() }, "id = :id and state = 'running'", { id })
    return this.view(id)
  }

  async failures(id: number, limit: number): Promise<{ number: string; code: string }[]> {
    await this.view(id)
    return this.db.all("select i.number, i.code from {bulk_item} i where i.bulk_id = :id and i.state = 'failed' order by i.id limit :limit", { id, limit })
  }

  #begin(items: readonly { readonly number: string; readonly earlier?: string }[], action: StoredAction, undoes: number | null): Promise<BulkView> {
    return this.db.transaction(async () => {
      const [id] = await this.db.insert('bulk', { member_id: me(), action: JSON.stringify(action), total: items.length, undoes_id: undoes, created_at: this.now() })
      for (let at = 0; at < items.length; at += ROWS_AT_ONCE) await this.db.insertIgnore('bulk_item', items.slice(at, at + ROWS_AT_ONCE).map((item) => ({ bulk_id: id!, number: item.number, earlier: item.earlier ?? null })))
      await this.jobs.enqueue(BULK_JOB, { id: id! })
      return this.view(id!)
    })
  }

  async #views(where: string, params: Readonly<Record<string, number>>): Promise<BulkView[]> {
    const rows = await this.db.all<BulkRow>(
      `select b.id, b.action, b.state, b.total, b.created_at, b.finished_at, (select count(*) from {bulk} u where u.undoes_id = b.id) as undone from {bulk} b where b.member_id = :me ${where} order by b.id desc limit 20`,
      { ...params, me: me() },
    )
    return Promise.all(rows.map(async (row) => {
      const found = await this.db.all<{ state: ItemState; items: number }>('select i.state, count(*) as items from {bulk_item} i where i.bulk_id = :id group by i.state', { id: row.id })
      const counts = { waiting: 0, done: 0, unchanged: 0, failed: 0, ...Object.fromEntries(found.map((one) => [one.state, Number(one.items)])) }
      const { type } = fromJson<StoredAction>(row.action)
      return { id: row.id, type, state: row.state, total: row.total, counts, createdAt: new Date(row.created_at).toISOString(), finishedAt: row.finished_at === null ? null : new Date(row.finished_at).toISOString(), undoable: type === 'change' && row.state !== 'running' && counts.done > 0 && Number(row.undone) === 0 }
    }))
  }
}

function me(): number {
  return currentScope().cause.actorId ?? 0
}
