import { AppError, type Changes, type CustomerField, type Localized, type Ticket } from 'adapters-sdk'
import { cleanValue, type CustomerRecords, type CustomerValue } from '../customers/index.js'
import { currentScope, type ScopedDb } from '../tenancy/index.js'
import type { AskedField, Field, FieldKind, FieldSide, FieldValue } from './field.js'
import { checkValue } from './field-value.js'
import type { Fields } from './fields.js'

/** What somebody entered, by the fields' codes. */
export type Entered = Readonly<Record<string, unknown>>
export interface FilledField { readonly id: number; readonly code: string; readonly name: string; readonly side: FieldSide; readonly kind: FieldKind; readonly value: FieldValue; readonly deleted: boolean }
/** Who fills it in, and which side must be complete then. */
export interface Filling { readonly by: 'customer' | 'agent'; readonly complete: FieldSide | null }
type TicketOfForm = Pick<Ticket, 'id' | 'intakeTypeId' | 'channel'>

interface ValueRow { field_id: number; code: string; name: string; side: FieldSide; kind: FieldKind; deleted_at: number | null; text_value: string | null; number_value: number | null; file_id: number | null }

/** The fields of one ticket: the one place where what is entered is checked, wherever it comes from, and kept. */
export class TicketForm {
  constructor(
    readonly db: ScopedDb,
    readonly fields: Fields,
    readonly customers: CustomerRecords,
  ) {}

  /** Also what was filled in when the ticket was of another type, or the field was still there. */
  async filled(ticketId: number): Promise<FilledField[]> {
    const rows = await this.db.all<ValueRow>(
      'select v.field_id, f.code, f.name, f.side, f.kind, f.deleted_at, v.text_value, v.number_value, v.file_id from {ticket_field_value} v join {ticket_field} f on f.id = v.field_id where v.ticket_id = :ticketId order by v.id',
      { ticketId },
    )
    return [...new Set(rows.map((row) => row.field_id))].map((id) => {
      const own = rows.filter((row) => row.field_id === id)
      const { code, name, side, kind, deleted_at: deletedAt } = own[0]!
      return { id, code, name, side, kind, value: valueOf(own), deleted: deletedAt !== null }
    })
  }

  asked(ticket: Pick<TicketOfForm, 'intakeTypeId' | 'channel'>): Promise<AskedField[]> {
    return this.fields.asked(ticket.intakeTypeId, ticket.channel)
  }

  /** Checks and keeps what was entered, all of it or nothing. Resolves to what differs, as `field.<code>`. */
  async enter(ticket: TicketOfForm, entered: Entered, { by, complete }: Filling): Promise<Changes> {
    if (Object.keys(entered).length === 0 && complete === null) return {}
    const [asked, filled] = [await this.asked(ticket), await this.filled(ticket.id)]
    const before = new Map(filled.map((field) => [field.id, field.value]))
    const after = judged(asked, before, entered, { by, complete })
    const changes = changesOf(before, after)
    for (const [field, value] of after) {
      const old = before.get(field.id) ?? null
      if (!(`field.${field.code}` in changes)) continue
      if (field.kind === 'file') await this.#requireFiles(field, value as readonly number[] | null, old as readonly number[] | null)
      await this.db.delete('ticket_field_value', 'ticket_id = :ticketId and field_id = :fieldId', { ticketId: ticket.id, fieldId: field.id })
      if (value !== null) await this.db.insert('ticket_field_value', rowsOf(field.kind, value).map((row) => ({ ticket_id: ticket.id, field_id: field.id, ...row })))
    }
    await this.#tell(ticket.id, [...after])
    return changes
  }

  /** What would differ on the ticket as it is given if this were entered; nothing is kept. */
  async wouldEnter(ticket: Ticket, entered: Entered, filling: Filling): Promise<Changes> {
    const asked = await this.asked(ticket)
    const before = new Map(asked.map(({ id, code }) => [id, (ticket[`field.${code}`] ?? null) as FieldValue | null]))
    return changesOf(before, judged(asked, before, entered, filling))
  }

  /** What customers are asked that somebody else can bring along: no files, no consent. */
  async askedOfCustomers(ticket: Pick<TicketOfForm, 'intakeTypeId' | 'channel'>): Promise<CustomerField[]> {
    return (await this.#brought(ticket)).map(({ code, name, kind, help, placeholder, options, required }) => ({ code, name, kind: kind as CustomerField['kind'], help, placeholder, options, required }))
  }

  /** Refuses what could not be entered so, and what is missing. */
  async check(ticket: Pick<TicketOfForm, 'intakeTypeId' | 'channel'>, entered: Entered): Promise<void> {
    judged(await this.#brought(ticket), new Map(), entered, { by: 'agent', complete: 'customer' })
  }

  async #brought(ticket: Pick<TicketOfForm, 'intakeTypeId' | 'channel'>): Promise<AskedField[]> {
    return (await this.asked(ticket)).filter(({ side, kind }) => side === 'customer' && kind !== 'file' && kind !== 'consent')
  }

  /** What the customer's record has for fields that are empty, by their codes. */
  async known(customerId: number, asked: readonly AskedField[], filled: readonly FilledField[]): Promise<Record<string, string>> {
    const empty = asked.filter((field) => field.customerKind !== null && !filled.some((one) => one.id === field.id))
    if (empty.length === 0) return {}
    const [record] = await this.customers.load([customerId])
    return Object.fromEntries(empty.flatMap((field) => record?.values.filter((one) => one.kind === field.customerKind).slice(0, 1).map((one) => [field.code, one.value]) ?? []))
  }

  async #tell(ticketId: number, entered: readonly (readonly [Field, FieldValue | null])[]): Promise<void> {
    const told = entered.flatMap(([{ customerKind: kind }, value]): CustomerValue[] => {
      const clean = kind !== null && typeof value === 'string' ? cleanValue(kind, value) : null
      return kind === null || clean === null ? [] : [{ kind, value: clean }]
    })
    if (told.length === 0) return
    const row = await this.db.one<{ customer_id: number }>('select t.customer_id from {ticket} t where t.id = :ticketId', { ticketId })
    if (row) await this.customers.learn(row.customer_id, told)
  }

  /** Only what whoever fills it in uploaded, and nothing that went out with a message. */
  async #requireFiles(field: Field, ids: readonly number[] | null, before: readonly number[] | null): Promise<void> {
    const added = (ids ?? []).filter((id) => !before?.includes(id))
    if (added.length === 0) return
    const rows = await this.db.all('select a.id from {attachment} a where a.id in (:added) and a.message_id is null and a.member_id = :me', { added, me: currentScope().cause.actorId ?? 0 })
    if (rows.length !== added.length) throw new AppError('fields.invalid', { names: field.name }, { errors: [{ path: `body.fields.${field.code}`, message: LOST_FILE }] })
  }
}

function changesOf(before: ReadonlyMap<number, FieldValue | null>, after: ReadonlyMap<AskedField, FieldValue | null>): Changes {
  const changes: Record<string, { before: unknown; after: unknown }> = {}
  for (const [{ id, code }, value] of after) {
    const old = before.get(id) ?? null
    if (JSON.stringify(old) !== JSON.stringify(value)) changes[`field.${code}`] = { before: old, after: value }
  }
  return changes
}

/** What would be kept of what was entered; refuses all of it where anything is wrong or missing. */
function judged(asked: readonly AskedField[], before: ReadonlyMap<number, FieldValue | null>, entered: Entered, { by, complete }: Filling): Map<AskedField, FieldValue | null> {
  const wrong: { path: string; message: Localized; name: string }[] = []
  const after = new Map<AskedField, FieldValue | null>()
  for (const [code, value] of Object.entries(entered)) {
    const field = asked.find((one) => one.code === code)
    const checked = field ? checkValue(field, value) : { problem: NOT_ASKED }
    if ('problem' in checked) wrong.push({ path: `body.fields.${code}`, message: checked.problem, name: field?.name ?? code })
    else after.set(field!, checked.value)
  }
  for (const field of asked) {
    // Consent is the customer's to give: nobody else can, and nobody else is asked.
    if (field.side !== complete || !field.required || (field.kind === 'consent' && by === 'agent')) continue
    const value = after.has(field) ? after.get(field) : before.get(field.id)
    if (value == null && !wrong.some(({ path }) => path === `body.fields.${field.code}`)) wrong.push({ path: `body.fields.${field.code}`, message: REQUIRED, name: field.name })
  }
  if (wrong.length > 0) throw new AppError('fields.invalid', { names: wrong.map(({ name }) => name).join(', ') }, { errors: wrong.map(({ path, message }) => ({ path, message })) })
  return after
}

const NOT_ASKED: Localized = { ko: '이 접수유형에서 쓰지 않는 항목입니다. 그 사이 삭제되었을 수 있습니다.', en: 'This intake type has no such field; it may have been deleted meanwhile.' }
const REQUIRED: Localized = { ko: '필수 항목입니다.', en: 'This is required.' }
const LOST_FILE: Localized = { ko: '파일을 다시 첨부하세요.', en: 'Attach the file again.' }

function rowsOf(kind: FieldKind, value: FieldValue): { text_value?: string; number_value?: number; file_id?: number }[] {
  if (typeof value === 'boolean') return [{ number_value: 1 }]
  const list = typeof value === 'object' ? value : [value]
  return list.map((one) => (kind === 'file' ? { file_id: one as number } : typeof one === 'number' ? { number_value: one } : { text_value: one }))
}

function valueOf(rows: readonly ValueRow[]): FieldValue {
  const { kind, text_value: text, number_value: number } = rows[0]!
  if (kind === 'file') return rows.map((row) => row.file_id!)
  if (kind === 'checkbox') return rows.map((row) => row.text_value!)
  if (kind === 'consent') return true
  return kind === 'number' ? number! : text!
}
