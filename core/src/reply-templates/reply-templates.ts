import { AppError } from 'adapters-sdk'
import type { EventOutbox } from '../events/index.js'
import { SqlExpression, type ScopedDb } from '../tenancy/index.js'
import { sanitiseHtml } from '../tickets/index.js'

export interface TemplateInput { readonly title: string; readonly html: string; readonly searchCode: string; readonly handlingTypeIds: readonly number[] }
export interface ReplyTemplate extends TemplateInput { readonly id: number; readonly uses: number; readonly version: number; readonly updatedAt: number }
interface TemplateRow { id: number; title: string; html: string; search_code: string; uses: number; version: number; updated_at: number }

/** TKT-15: answers that the agents of the running service need not write again. */
export class ReplyTemplates {
  constructor(
    readonly db: ScopedDb,
    readonly events: EventOutbox,
    readonly now: () => number,
  ) {}

  async list(): Promise<ReplyTemplate[]> {
    const rows = await this.db.all<TemplateRow>('select r.id, r.title, r.html, r.search_code, r.uses, r.version, r.updated_at from {reply_template} r order by r.title, r.id')
    const links = await this.db.all<{ template_id: number; handling_type_id: number }>('select l.template_id, l.handling_type_id from {reply_template_type} l join {ticket_category} k on k.id = l.handling_type_id where k.deleted_at is null order by l.id')
    return rows.map((row) => ({
      id: row.id, title: row.title, html: row.html, searchCode: row.search_code, uses: row.uses, version: row.version, updatedAt: row.updated_at,
      handlingTypeIds: links.filter((link) => link.template_id === row.id).map((link) => link.handling_type_id),
    }))
  }

  async get(id: number): Promise<ReplyTemplate> {
    const found = (await this.list()).find((template) => template.id === id)
    if (!found) throw new AppError('templates.not_found')
    return found
  }

  create(input: TemplateInput): Promise<ReplyTemplate> {
    return this.db.transaction(async () => {
      const now = this.now()
      const written = await this.db.insertIgnore('reply_template', { title: input.title, html: sanitiseHtml(input.html), search_code: input.searchCode, created_at: now, updated_at: now })
      if (written === 0) throw new AppError('templates.code_taken', { code: input.searchCode })
      const { id } = (await this.list()).find((template) => template.searchCode === input.searchCode)!
      await this.#link(id, input.handlingTypeIds)
      return this.#changed(id)
    })
  }

  change(id: number, input: TemplateInput, version: number): Promise<ReplyTemplate> {
    return this.db.transaction(async () => {
      await this.get(id)
      const written = await this.db.update('reply_template', { title: input.title, html: sanitiseHtml(input.html), version: new SqlExpression('version + 1'), updated_at: this.now() }, 'id = :id and version = :version', { id, version })
      if (written === 0) throw new AppError('templates.changed_meanwhile', {}, { now: (await this.get(id)).version })
      const other = await this.db.one('select r.id from {reply_template} r where r.search_code = :code and r.id <> :id', { code: input.searchCode, id })
      if (other) throw new AppError('templates.code_taken', { code: input.searchCode })
      await this.db.update('reply_template', { search_code: input.searchCode }, 'id = :id', { id })
      await this.#link(id, input.handlingTypeIds)
      return this.#changed(id)
    })
  }

  /** Links a template to a handling type, or takes the link away. */
  link(id: number, handlingTypeId: number, linked: boolean): Promise<ReplyTemplate> {
    return this.db.transaction(async () => {
      const { handlingTypeIds } = await this.get(id)
      const rest = handlingTypeIds.filter((one) => one !== handlingTypeId)
      await this.#link(id, linked ? [...rest, handlingTypeId] : rest)
      return this.#changed(id)
    })
  }

  remove(id: number): Promise<void> {
    return this.db.transaction(async () => {
      await this.get(id)
      await this.db.delete('reply_template_type', 'template_id = :id', { id })
      await this.db.delete('reply_template', 'id = :id', { id })
      await this.events.publish('settings.changed', { what: 'reply-templates' })
    })
  }

  /** Counts those that were used in something sent; whatever is no template of the service counts nowhere. */
  async used(ids: readonly number[]): Promise<void> {
    if (ids.length > 0) await this.db.update('reply_template', { uses: new SqlExpression('uses + 1') }, 'id in (:ids)', { ids })
  }

  async #link(id: number, handlingTypeIds: readonly number[]): Promise<void> {
    const wanted = [...new Set(handlingTypeIds)]
    const known = await this.db.all<{ id: number }>("select k.id from {ticket_category} k where k.id in (:wanted) and k.kind = 'handling' and k.deleted_at is null", { wanted })
    if (known.length !== wanted.length) throw new AppError('categories.unknown_handling')
    await this.db.delete('reply_template_type', 'template_id = :id', { id })
    await this.db.insert('reply_template_type', wanted.map((typeId) => ({ template_id: id, handling_type_id: typeId })))
  }

  async #changed(id: number): Promise<ReplyTemplate> {
    await this.events.publish('settings.changed', { what: 'reply-templates' })
    return this.get(id)
  }
}
