import { AppError, type FileAnswer, type Language } from 'adapters-sdk'
import type { EventOutbox } from '../events/index.js'
import { spreadsheetAnswer, type Column } from '../spreadsheets/index.js'
import type { ScopedDb } from '../tenancy/index.js'
import { MAX_DEPTH, type Category, type CategoryKind } from './category.js'
import { heightOf, inTreeOrder, withDescendants } from './category-tree.js'

interface CategoryRow { id: number; kind: CategoryKind; parent_id: number | null; name: string; in_help_centre: number; created_at: number; updated_at: number }
/** A category as a ticket shows it, also after it was deleted. */
export interface CategoryPath { readonly id: number; readonly name: string; readonly path: string; readonly deleted: boolean }

const WORDS = {
  ko: { file: '카테고리', kind: '구분', intake: '접수유형', handling: '처리유형', name: '이름', path: '전체 이름', depth: '단계', parent: '상위 ID', helpCentre: '헬프센터', on: '표시', off: '표시 안 함', updated: '수정일시', created: '등록일시' },
  en: { file: 'Categories', kind: 'Kind', intake: 'Intake type', handling: 'Handling type', name: 'Name', path: 'Full name', depth: 'Level', parent: 'Parent id', helpCentre: 'Help centre', on: 'shown', off: 'not shown', updated: 'Changed', created: 'Added' },
} as const

/** TKT-13: the intake and handling types of the running service, each a tree of up to five levels. */
export class Categories {
  constructor(
    readonly db: ScopedDb,
    readonly events: EventOutbox,
    readonly now: () => number,
  ) {}

  /** In the order of the tree, intake types first. */
  async list(): Promise<Category[]> {
    return [...inTreeOrder(await this.#of('intake')), ...inTreeOrder(await this.#of('handling'))]
  }

  async get(id: number): Promise<Category> {
    const found = (await this.list()).find((category) => category.id === id)
    if (!found) throw new AppError('categories.not_found')
    return found
  }

  create(kind: CategoryKind, parentId: number | null, name: string): Promise<Category> {
    return this.db.transaction(async () => {
      const all = await this.#held(kind)
      const parent = inTreeOrder(all).find((category) => category.id === parentId)
      if (parentId !== null && !parent) throw new AppError('categories.not_found')
      if ((parent?.depth ?? 0) >= MAX_DEPTH) throw new AppError('categories.too_deep', { max: MAX_DEPTH })
      const now = this.now()
      const written = await this.db.insertIgnore('ticket_category', { kind, parent_id: parentId, name, position: all.length, created_at: now, updated_at: now })
      if (written === 0) throw new AppError('categories.name_taken', { name })
      const row = await this.db.one<{ id: number }>('select k.id from {ticket_category} k where k.kind = :kind and coalesce(k.parent_id, 0) = :parent and k.name = :name and k.deleted_at is null', { kind, parent: parentId ?? 0, name })
      return this.#changed(row!.id)
    })
  }

  change(id: number, set: { readonly name?: string | undefined; readonly inHelpCentre?: boolean | undefined }): Promise<Category> {
    return this.db.transaction(async () => {
      const { own, all } = await this.#heldWith(id)
      if (set.name !== undefined) requireFreeName(all, own, own.parentId, set.name)
      const columns = { ...(set.name === undefined ? {} : { name: set.name }), ...(set.inHelpCentre === undefined ? {} : { in_help_centre: set.inHelpCentre ? 1 : 0 }) }
      await this.db.update('ticket_category', { ...columns, updated_at: this.now() }, 'id = :id', { id })
      return this.#changed(id)
    })
  }

  /** Below another category, before one of its children; `beforeId` null: as the last. */
  move(id: number, parentId: number | null, beforeId: number | null): Promise<Category> {
    return this.db.transaction(async () => {
      const { own, all } = await this.#heldWith(id)
      const parent = inTreeOrder(all).find((category) => category.id === parentId)
      const moved = withDescendants(all, id)
      if ((parentId !== null && !parent) || moved.some((category) => category.id === parentId) || beforeId === id) throw new AppError('categories.wrong_place')
      if ((parent?.depth ?? 0) + heightOf(all, id) > MAX_DEPTH) throw new AppError('categories.too_deep', { max: MAX_DEPTH })
      requireFreeName(all, own, parentId, own.name)
      const siblings = all.filter((category) => category.parentId === parentId && category.id !== id)
      const at = beforeId === null ? siblings.length : siblings.findIndex((category) => category.id === beforeId)
      if (at < 0) throw new AppError('categories.wrong_place')
      await this.db.update('ticket_category', { parent_id: parentId, updated_at: this.now() }, 'id = :id', { id })
      for (const [position, sibling] of siblings.toSpliced(at, 0, own).entries()) await this.db.update('ticket_category', { position }, 'id = :id', { id: sibling.id })
      return this.#changed(id)
    })
  }

  /** Everything, as a file for Excel. */
  async spreadsheet(language: Language): Promise<FileAnswer> {
    const rows = await this.list()
    const words = WORDS[language]
    const service = await this.db.one<{ time_zone: string }>('select s.time_zone from {service} s where s.id = :service')
    const paths = await this.paths(rows.map((row) => row.id))
    const columns: Column<Category>[] = [
      { title: words.kind, type: 'text', width: 12, value: (row) => words[row.kind] },
      { title: 'ID', type: 'integer', value: (row) => row.id },
      { title: words.name, type: 'text', value: (row) => row.name },
      { title: words.path, type: 'text', width: 48, value: (row) => paths.get(row.id)?.path ?? row.name },
      { title: words.depth, type: 'integer', value: (row) => row.depth },
      { title: words.parent, type: 'integer', value: (row) => row.parentId },
      { title: words.helpCentre, type: 'text', width: 12, value: (row) => (row.kind === 'intake' ? (row.inHelpCentre ? words.on : words.off) : null) },
      { title: words.updated, type: 'time', value: (row) => row.updatedAt },
      { title: words.created, type: 'time', value: (row) => row.createdAt },
    ]
    return spreadsheetAnswer(words.file, { name: words.file, columns, rows, timeZone: service!.time_zone })
  }

  /** What deleting it would touch: the categories below it, and the tickets that keep showing it. */
  async use(id: number): Promise<{ categories: number; tickets: number }> {
    const { kind } = await this.get(id)
    const ids = withDescendants(await this.#of(kind), id).map((category) => category.id)
    const column = kind === 'intake' ? 't.intake_type_id' : 't.handling_type_id'
    const row = await this.db.one<{ count: number }>(`select count(*) as count from {ticket} t where ${column} in (:ids)`, { ids })
    return { categories: ids.length - 1, tickets: row?.count ?? 0 }
  }

  /** With everything below it. Tickets keep it. */
  remove(id: number): Promise<void> {
    return this.db.transaction(async () => {
      const { all } = await this.#heldWith(id)
      await this.db.update('ticket_category', { deleted_at: this.now() }, 'id in (:ids)', { ids: withDescendants(all, id).map((category) => category.id) })
      await this.events.publish('settings.changed', { what: 'categories' })
    })
  }

  /** Refuses what is not there, any more or in this service. */
  async require(kind: CategoryKind, id: number): Promise<void> {
    const row = await this.db.one('select k.id from {ticket_category} k where k.id = :id and k.kind = :kind and k.deleted_at is null', { id, kind })
    if (!row) throw new AppError(`categories.unknown_${kind}`)
  }

  /** With the names above them, deleted ones too. */
  async paths(ids: readonly number[]): Promise<Map<number, CategoryPath>> {
    if (ids.length === 0) return new Map()
    const rows = await this.db.all<{ start: number; name: string; deleted_at: number | null; step: number }>(
      `with recursive line(start, id, parent_id, name, deleted_at, step) as (
         select k.id, k.id, k.parent_id, k.name, k.deleted_at, 0 from {ticket_category} k where k.id in (:ids)
         union all select l.start, k.id, k.parent_id, k.name, k.deleted_at, l.step + 1 from {ticket_category} k join line l on k.id = l.parent_id where l.step < 10
       ) select l.start, l.name, l.deleted_at, l.step from line l order by l.start, l.step desc`,
      { ids },
    )
    const paths = new Map<number, CategoryPath>()
    for (const id of new Set(ids)) {
      const line = rows.filter((row) => row.start === id)
      const own = line.at(-1)
      if (own) paths.set(id, { id, name: own.name, path: line.map((row) => row.name).join(' / '), deleted: own.deleted_at !== null })
    }
    return paths
  }

  /** Those that tickets can be given when they come in, in the order of the tree. */
  async intakePaths(): Promise<{ readonly id: number; readonly path: string }[]> {
    const ids = inTreeOrder(await this.#of('intake')).map((category) => category.id)
    const paths = await this.paths(ids)
    return ids.map((id) => ({ id, path: paths.get(id)!.path }))
  }

  async #of(kind: CategoryKind, lock = ''): Promise<Omit<Category, 'depth'>[]> {
    const rows = await this.db.all<CategoryRow>(`select k.id, k.kind, k.parent_id, k.name, k.in_help_centre, k.created_at, k.updated_at from {ticket_category} k where k.kind = :kind and k.deleted_at is null order by k.position, k.id ${lock}`, { kind })
    return rows.map((row) => ({ id: row.id, kind: row.kind, parentId: row.parent_id, name: row.name, inHelpCentre: row.in_help_centre === 1, createdAt: row.created_at, updatedAt: row.updated_at }))
  }

  /** The whole tree, held so that two who change it take turns. */
  #held(kind: CategoryKind): Promise<Omit<Category, 'depth'>[]> {
    return this.#of(kind, this.db.engine === 'postgres' ? 'for update' : '')
  }

  async #heldWith(id: number) {
    const all = await this.#held((await this.get(id)).kind)
    const own = all.find((category) => category.id === id)
    if (!own) throw new AppError('categories.not_found')
    return { own, all }
  }

  async #changed(id: number): Promise<Category> {
    await this.events.publish('settings.changed', { what: 'categories' })
    return this.get(id)
  }
}

function requireFreeName(all: readonly Omit<Category, 'depth'>[], own: Omit<Category, 'depth'>, parentId: number | null, name: string): void {
  if (all.some((category) => category.id !== own.id && category.parentId === parentId && category.name === name)) throw new AppError('categories.name_taken', { name })
}
