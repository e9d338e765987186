import { AppError, fromJson } from 'adapters-sdk'
import type { ValueKind } from '../customers/index.js'
import type { EventOutbox } from '../events/index.js'
import { SqlExpression, type ScopedDb } from '../tenancy/index.js'
import { CHOICE_KINDS, type AskedField, type Field, type FieldKind, type FieldSide } from './field.js'

interface FieldRow { id: number; side: FieldSide; kind: FieldKind; code: string; name: string; help: string; placeholder: string; options: unknown; phone_only: number; customer_kind: ValueKind | null; version: number }
export type FieldInput = Omit<Field, 'id' | 'version'>

const COLUMNS = 'f.id, f.side, f.kind, f.code, f.name, f.help, f.placeholder, f.options, f.phone_only, f.customer_kind, f.version'

/** TKT-14: what the running service asks about its tickets, and where. */
export class Fields {
  constructor(
    readonly db: ScopedDb,
    readonly events: EventOutbox,
    readonly now: () => number,
  ) {}

  async list(): Promise<Field[]> {
    return (await this.db.all<FieldRow>(`select ${COLUMNS} from {ticket_field} f where f.deleted_at is null order by f.side desc, f.name, f.id`)).map(toField)
  }

  async get(id: number): Promise<Field> {
    const row = await this.db.one<FieldRow>(`select ${COLUMNS} from {ticket_field} f where f.id = :id and f.deleted_at is null`, { id })
    if (!row) throw new AppError('fields.not_found')
    return toField(row)
  }

  /** What is asked with an intake type: by every ticket first, then by each type above it, then by its own; consent last of all. Twice asked is asked where it is asked first, and required if either says so. */
  async asked(intakeTypeId: number | null, channel: string | null): Promise<AskedField[]> {
    const rows = await this.db.all<FieldRow & { intake_type_id: number | null; required: number }>(
      `with recursive line(id, parent_id, step) as (
         select k.id, k.parent_id, 0 from {ticket_category} k where k.id = :intakeTypeId
         union all select k.id, k.parent_id, l.step + 1 from {ticket_category} k join line l on k.id = l.parent_id where l.step < 10
       ) select ${COLUMNS}, u.intake_type_id, u.required from {ticket_field_use} u join {ticket_field} f on f.id = u.field_id left join line l on l.id = u.intake_type_id
       where f.deleted_at is null and (u.intake_type_id is null or l.id is not null)
       order by case when f.kind = 'consent' then 1 else 0 end, case when u.intake_type_id is null then 99 else l.step end desc, u.position, u.id`,
      { intakeTypeId: intakeTypeId ?? 0 },
    )
    const asked = new Map<number, AskedField>()
    for (const row of rows) {
      if (row.phone_only === 1 && channel !== null && channel !== 'phone') continue
      const before = asked.get(row.id)
      asked.set(row.id, before ? { ...before, required: before.required || row.required === 1 } : { ...toField(row), required: row.required === 1, from: row.intake_type_id })
    }
    return [...asked.values()]
  }

  create(input: FieldInput): Promise<Field> {
    return this.db.transaction(async () => {
      const columns = { ...toColumns(input), side: input.side, kind: input.kind }
      const written = await this.db.insertIgnore('ticket_field', { ...columns, created_at: this.now(), updated_at: this.now() })
      if (written === 0) throw new AppError('fields.code_taken', { code: input.code })
      const row = await this.db.one<{ id: number }>('select f.id from {ticket_field} f where f.code = :code and f.deleted_at is null', { code: input.code })
      return this.#changed(row!.id)
    })
  }

  /** Side and kind stay what they are: values that tickets have would no longer fit. */
  change(id: number, input: FieldInput, version: number): Promise<Field> {
    return this.db.transaction(async () => {
      const own = await this.get(id)
      // Held from here on.
      const written = await this.db.update('ticket_field', { version: new SqlExpression('version + 1'), updated_at: this.now() }, 'id = :id and version = :version', { id, version })
      if (written === 0) throw new AppError('fields.changed_meanwhile', {}, { now: (await this.get(id)).version })
      const other = await this.db.one('select f.id from {ticket_field} f where f.code = :code and f.id <> :id and f.deleted_at is null', { code: input.code, id })
      if (other) throw new AppError('fields.code_taken', { code: input.code })
      await this.db.update('ticket_field', toColumns({ ...input, side: own.side, kind: own.kind }), 'id = :id', { id })
      return this.#changed(id)
    })
  }

  async ticketsWith(id: number): Promise<number> {
    await this.get(id)
    return (await this.db.one<{ count: number }>('select count(distinct v.ticket_id) as count from {ticket_field_value} v where v.field_id = :id', { id }))?.count ?? 0
  }

  /** Tickets keep what was filled in. */
  remove(id: number): Promise<void> {
    return this.db.transaction(async () => {
      await this.get(id)
      await this.db.delete('ticket_field_use', 'field_id = :id', { id })
      await this.db.update('ticket_field', { deleted_at: this.now() }, 'id = :id', { id })
      await this.events.publish('settings.changed', { what: 'fields' })
    })
  }

  /** Says anew what one intake type asks of one side, in this order. `expected`: what its writer saw. */
  arrange(intakeTypeId: number | null, side: FieldSide, wanted: readonly { readonly fieldId: number; readonly required: boolean }[], expected: readonly number[]): Promise<void> {
    return this.db.transaction(async () => {
      // Held, so that two who arrange take turns.
      const rows = await this.db.all<FieldRow>(`select ${COLUMNS} from {ticket_field} f where f.deleted_at is null order by f.id ${this.db.engine === 'postgres' ? 'for update' : ''}`)
      const known = rows.map(toField)
      const now = await this.db.all<{ id: number; field_id: number }>(
        'select u.id, u.field_id from {ticket_field_use} u join {ticket_field} f on f.id = u.field_id where coalesce(u.intake_type_id, 0) = :type and f.side = :side and f.deleted_at is null order by u.position, u.id',
        { type: intakeTypeId ?? 0, side },
      )
      if (now.map((row) => row.field_id).join() !== expected.join()) throw new AppError('fields.changed_meanwhile', {}, { now: now.map((row) => row.field_id) })
      if (intakeTypeId !== null) {
        const type = await this.db.one("select k.id from {ticket_category} k where k.id = :intakeTypeId and k.kind = 'intake' and k.deleted_at is null", { intakeTypeId })
        if (!type) throw new AppError('categories.unknown_intake')
      }
      const chosen = wanted.map(({ fieldId, required }) => ({ field: known.find((field) => field.id === fieldId && field.side === side), required }))
      if (chosen.some(({ field }) => field === undefined) || new Set(wanted.map(({ fieldId }) => fieldId)).size !== wanted.length) throw new AppError('fields.not_found')
      const ordered = chosen.toSorted((a, b) => Number(a.field!.kind === 'consent') - Number(b.field!.kind === 'consent'))
      if (now.length > 0) await this.db.delete('ticket_field_use', 'id in (:ids)', { ids: now.map((row) => row.id) })
      await this.db.insert('ticket_field_use', ordered.map(({ field, required }, position) => ({ field_id: field!.id, intake_type_id: intakeTypeId, position, required: required ? 1 : 0 })))
      await this.events.publish('settings.changed', { what: 'fields' })
    })
  }

  async #changed(id: number): Promise<Field> {
    await this.events.publish('settings.changed', { what: 'fields' })
    return this.get(id)
  }
}

function toColumns(input: FieldInput) {
  const options = CHOICE_KINDS.includes(input.kind) ? [...new Set(input.options)] : []
  if (CHOICE_KINDS.includes(input.kind) && options.length === 0) throw new AppError('fields.no_options')
  if (input.kind === 'consent' && input.side !== 'customer') throw new AppError('fields.consent_of_customers')
  const told = input.side === 'customer' && (input.kind === 'text' || input.kind === 'email') ? input.customerKind : null
  return { customer_kind: told, code: input.code, name: input.name, help: input.help, placeholder: input.placeholder, options: JSON.stringify(options), phone_only: input.phoneOnly ? 1 : 0 }
}

export function toField(row: FieldRow): Field {
  return { id: row.id, side: row.side, kind: row.kind, code: row.code, name: row.name, help: row.help, placeholder: row.placeholder, options: fromJson(row.options), phoneOnly: row.phone_only === 1, customerKind: row.customer_kind, version: row.version }
}
