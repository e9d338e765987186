import { AppError, fromJson, type Events, type Language, type Row } from 'adapters-sdk'
import { describeConditionDefect, toTree, type ConditionNode } from '../conditions/index.js'
import { SqlExpression, type ScopedDb } from '../tenancy/index.js'
import type { ListConditions } from './list-conditions.js'
import type { ListColumn, ListSort } from './list-sorts.js'

export const AUDIENCES = ['private', 'group', 'all'] as const
export type Audience = (typeof AUDIENCES)[number]

export interface ViewInput {
  readonly title: string
  readonly audience: Audience
  /** Whose it is when its audience is a group. */
  readonly groupId: number | null
  readonly conditions: ConditionNode
  readonly columns: readonly ListColumn[]
  readonly sort: ListSort
}
export interface SavedView extends ViewInput {
  readonly id: number
  readonly owner: string
  readonly mayChange: boolean
  /** Why it cannot be shown. */
  readonly broken: string | null
  readonly version: number
}
interface ViewRow { readonly id: number; readonly title: string; readonly audience: Audience; readonly owner_id: number; readonly owner: string | null; readonly group_id: number | null; readonly conditions: unknown; readonly columns: unknown; readonly sort: ListSort; readonly version: number }

/** Who is asking: managers look after what is shared. */
export interface ViewReader { readonly language: Language; readonly manager: boolean }

const SELECT = 'select v.*, m.name as owner from {ticket_view} v left join {member} m on m.id = v.owner_id'
/** One's own, one's groups', everybody's. */
const MINE_TO_SEE = "(v.audience = 'all' or v.owner_id = :me or (v.audience = 'group' and (:manager = 1 or v.group_id in (select k.group_id from {agent_group_member} k where k.member_id = :me))))"
const ORDER = "order by case v.audience when 'all' then 0 when 'group' then 1 else 2 end, v.position, v.id"

/** TKT-4: lists that people keep, with their conditions, columns and sorting. */
export class SavedViews {
  constructor(
    readonly db: ScopedDb,
    readonly conditions: ListConditions,
    readonly events: Events,
    readonly now: () => number,
  ) {}

  /** Everybody's first, then the groups', then one's own. */
  async list(reader: ViewReader): Promise<SavedView[]> {
    const rows = await this.#rows(reader.manager)
    const defects = await this.conditions.defects(rows.map(treeOf))
    return rows.map((row, index) => {
      const defect = defects[index]![0]
      return {
        id: row.id, title: row.title, audience: row.audience, groupId: row.group_id, owner: row.owner ?? '', conditions: treeOf(row), columns: fromJson<ListColumn[]>(row.columns), sort: row.sort, version: row.version,
        mayChange: this.#mayChange(row, reader), broken: defect ? describeConditionDefect(defect.code, { ko: defect.detail, en: defect.detail })[reader.language] : null,
      }
    })
  }

  /** What is to be listed; nothing for who may not see it. */
  async definition(id: number, manager: boolean): Promise<{ readonly conditions: ConditionNode; readonly sort: ListSort }> {
    const row = await this.db.one<ViewRow>(`${SELECT} where v.id = :id and ${MINE_TO_SEE}`, { id, me: this.conditions.me, manager: manager ? 1 : 0 })
    if (!row) throw new AppError('ticket_view.not_found')
    return { conditions: treeOf(row), sort: row.sort }
  }

  async conditionsOf(manager: boolean): Promise<{ readonly id: number; readonly conditions: ConditionNode }[]> {
    return (await this.#rows(manager)).map((row) => ({ id: row.id, conditions: treeOf(row) }))
  }

  create(input: ViewInput, reader: ViewReader): Promise<SavedView> {
    return this.db.transaction(async () => {
      await this.#requireSound(input, reader)
      const last = await this.db.one<{ position: number | null }>('select max(v.position) as position from {ticket_view} v')
      const [id] = await this.db.insert('ticket_view', { ...toColumns(input), owner_id: this.conditions.me, position: (last?.position ?? 0) + 1, created_at: this.now(), updated_at: this.now() })
      return this.#written(id!, reader)
    })
  }

  change(id: number, version: number, input: ViewInput, reader: ViewReader): Promise<SavedView> {
    return this.db.transaction(async () => {
      const row = await this.#requireMine(id, reader)
      // Made private, it would be out of everybody's reach but its owner's.
      if (input.audience === 'private' && row.owner_id !== this.conditions.me) throw new AppError('ticket_view.not_yours')
      await this.#requireSound(input, reader)
      const written = await this.db.update('ticket_view', { ...toColumns(input), version: new SqlExpression('version + 1'), updated_at: this.now() }, 'id = :id and version = :version', { id, version })
      if (written === 0) throw new AppError('ticket_view.changed_meanwhile', {}, { now: (await this.#requireMine(id, reader)).version })
      return this.#written(id, reader)
    })
  }

  remove(id: number, reader: ViewReader): Promise<void> {
    return this.db.transaction(async () => {
      await this.#requireMine(id, reader)
      await this.db.delete('ticket_view', 'id = :id', { id })
      await this.events.publish('view.changed', { viewId: id })
    })
  }

  /** `ids`: some of those one may change; among themselves they then stand in this order. */
  order(ids: readonly number[], reader: ViewReader): Promise<void> {
    return this.db.transaction(async () => {
      const rows = (await this.#rows(reader.manager)).filter((row) => this.#mayChange(row, reader) && ids.includes(row.id))
      if (rows.length !== ids.length) throw new AppError('ticket_view.not_found')
      const positions = (await this.db.all<{ position: number }>('select v.position from {ticket_view} v where v.id in (:ids) order by v.position, v.id', { ids })).map((row) => row.position)
      let position = 0
      for (const [index, id] of ids.entries()) await this.db.update('ticket_view', { position: (position = Math.max(position + 1, positions[index]!)) }, 'id = :id', { id })
      if (ids.length > 0) await this.events.publish('view.changed', { viewId: ids[0]! })
    })
  }

  #rows(manager: boolean): Promise<ViewRow[]> {
    return this.db.all<ViewRow>(`${SELECT} where ${MINE_TO_SEE} ${ORDER}`, { me: this.conditions.me, manager: manager ? 1 : 0 })
  }

  #mayChange(row: Pick<ViewRow, 'owner_id' | 'audience'>, reader: ViewReader): boolean {
    return row.owner_id === this.conditions.me || (reader.manager && row.audience !== 'private')
  }

  async #requireMine(id: number, reader: ViewReader): Promise<ViewRow> {
    const row = (await this.#rows(reader.manager)).find((one) => one.id === id)
    if (!row) throw new AppError('ticket_view.not_found')
    if (!this.#mayChange(row, reader)) throw new AppError('ticket_view.not_yours')
    return row
  }

  async #requireSound(input: ViewInput, reader: ViewReader): Promise<void> {
    if (input.audience === 'all' && !reader.manager) throw new AppError('ticket_view.managers_only')
    if (input.audience === 'group') {
      const group = await this.db.one('select g.id from {agent_group} g where g.id = :groupId', { groupId: input.groupId ?? 0 })
      if (!group || (!reader.manager && !(await this.conditions.myGroups()).includes(input.groupId!))) throw new AppError('ticket_view.unknown_group')
    }
    const [defects] = await this.conditions.defects([input.conditions])
    if (defects!.length > 0) throw new AppError('ticket_view.invalid', {}, { errors: defects!.map(({ code, detail, path }) => ({ path: `body.${path}`, message: describeConditionDefect(code, { ko: detail, en: detail })[reader.language] })) })
  }

  async #written(id: number, reader: ViewReader): Promise<SavedView> {
    await this.events.publish('view.changed', { viewId: id })
    return (await this.list(reader)).find((view) => view.id === id)!
  }
}

function toColumns(input: ViewInput): Row {
  return { title: input.title, audience: input.audience, group_id: input.audience === 'group' ? input.groupId : null, conditions: JSON.stringify(input.conditions), columns: JSON.stringify(input.columns), sort: input.sort }
}

function treeOf(row: Pick<ViewRow, 'conditions'>): ConditionNode {
  return toTree(fromJson(row.conditions))
}
