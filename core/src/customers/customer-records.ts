import { AppError } from 'adapters-sdk'
import type { EventOutbox } from '../events/index.js'
import { SqlExpression, type ScopedDb } from '../tenancy/index.js'
import { KIND_OF_SCHEME, requireValue, VALUE_KINDS, type CustomerValue, type ValueKind } from './customer-value.js'

export interface CustomerRow { readonly id: number; readonly number: string; readonly name: string; readonly version: number; readonly merged_into_id: number | null }
export interface RecordValue extends CustomerValue {
  /** A channel knows the customer by it: it cannot be taken away. */
  readonly identity: boolean
}
export interface CustomerRecord {
  readonly id: number
  readonly number: string
  readonly name: string
  readonly version: number
  readonly values: readonly RecordValue[]
  /** Customers that are part of this one, the last merged first. */
  readonly merged: readonly { readonly number: string; readonly name: string; readonly at: number; readonly by: string | null }[]
}

export const CUSTOMER = 'c.id, c.number, c.name, c.version, c.merged_into_id'
const MAX_VALUES = 50
/** Merges of merges: far more than anybody makes. */
const MAX_STEPS = 100

/** What is known of each customer, and changing it (CUS-1, CUS-3). */
export class CustomerRecords {
  constructor(
    readonly db: ScopedDb,
    readonly events: EventOutbox,
    readonly now: () => number,
  ) {}

  async get(number: string): Promise<CustomerRecord> {
    const { id } = await this.current(await this.find(number))
    return (await this.load([id]))[0]!
  }

  /** Also one that is part of another. */
  async find(number: string): Promise<CustomerRow> {
    const row = await this.db.one<CustomerRow>(`select ${CUSTOMER} from {customer} c where c.number = :number`, { number })
    if (!row) throw new AppError('customer.not_found')
    return row
  }

  /** The one that a merged customer is part of now. */
  async current(row: CustomerRow): Promise<CustomerRow> {
    let at = row
    for (let step = 0; at.merged_into_id !== null && step < MAX_STEPS; step++) at = (await this.db.one<CustomerRow>(`select ${CUSTOMER} from {customer} c where c.id = :id`, { id: at.merged_into_id }))!
    return at
  }

  /** Holds customers in the order of their ids, so that merges take turns and never wait for each other in a circle. Inside a transaction. */
  async hold(ids: readonly number[]): Promise<Map<number, CustomerRow>> {
    const rows = await this.db.all<CustomerRow>(`select ${CUSTOMER} from {customer} c where c.id in (:ids) order by c.id ${this.db.engine === 'postgres' ? 'for no key update' : ''}`, { ids })
    return new Map(rows.map((row) => [row.id, row]))
  }

  async load(ids: readonly number[]): Promise<CustomerRecord[]> {
    if (ids.length === 0) return []
    const [rows, identities, values, merged] = await Promise.all([
      this.db.all<CustomerRow>(`select ${CUSTOMER} from {customer} c where c.id in (:ids)`, { ids }),
      this.db.all<{ customer_id: number; scheme: keyof typeof KIND_OF_SCHEME; address: string }>('select i.customer_id, i.scheme, i.address from {customer_identity} i where i.customer_id in (:ids) order by i.id', { ids }),
      this.db.all<{ customer_id: number; kind: ValueKind; value: string }>('select v.customer_id, v.kind, v.value from {customer_value} v where v.customer_id in (:ids) order by v.id', { ids }),
      this.db.all<{ id: number; root_id: number; number: string; name: string; merged_at: number; by_name: string | null }>(
        `with recursive part(id, root_id, step) as (
           select c.id, c.merged_into_id, 1 from {customer} c where c.merged_into_id in (:ids)
           union all select c.id, k.root_id, k.step + 1 from {customer} c join part k on c.merged_into_id = k.id where k.step < ${MAX_STEPS}
         ) select k.id, k.root_id, c.number, c.name, c.merged_at, p.name as by_name from part k join {customer} c on c.id = k.id left join {member} p on p.id = c.merged_by order by c.merged_at desc, c.id desc`,
        { ids },
      ),
    ])
    return ids.map((id) => {
      const row = rows.find((one) => one.id === id)!
      const known: RecordValue[] = [
        ...(row.name ? [{ kind: 'name' as const, value: row.name, identity: false }] : []),
        ...identities.filter((one) => one.customer_id === id && one.address !== '').map((one) => ({ kind: KIND_OF_SCHEME[one.scheme], value: one.address, identity: true })),
        ...values.filter((one) => one.customer_id === id).map(({ kind, value }) => ({ kind, value, identity: false })),
      ]
      const once = known.filter((one, at) => known.findIndex((other) => other.kind === one.kind && other.value === one.value) === at)
      return {
        id,
        number: row.number,
        name: row.name,
        version: row.version,
        values: once.toSorted((a, b) => VALUE_KINDS.indexOf(a.kind) - VALUE_KINDS.indexOf(b.kind)),
        merged: merged.filter((one) => one.root_id === id).map((one) => ({ number: one.number, name: one.name, at: one.merged_at, by: one.by_name })),
      }
    })
  }

  change(number: string, set: { readonly add: readonly CustomerValue[]; readonly remove: readonly CustomerValue[] }, seenVersion?: number): Promise<CustomerRecord> {
    return this.db.transaction(async () => {
      const { id } = await this.current(await this.find(number))
      const row = (await this.hold([id])).get(id)!
      if (row.merged_into_id !== null) throw new AppError('customer.merged_meanwhile')
      const before = (await this.load([id]))[0]!
      if (seenVersion !== undefined && row.version !== seenVersion) throw new AppError('customer.edited_meanwhile', {}, { current: shown(before) })
      const has = (list: readonly CustomerValue[], one: CustomerValue) => list.some((other) => other.kind === one.kind && other.value === one.value)
      const add = set.add.map(requireValue).filter((one) => !has(before.values, one))
      const remove = before.values.filter((one) => has(set.remove, one))
      for (const { value } of remove.filter((one) => one.identity)) throw new AppError('customer.value_in_use', { value })
      for (const { kind, value } of remove) await this.db.delete('customer_value', 'customer_id = :id and kind = :kind and value = :value', { id, kind, value })
      await this.#add(id, before, add)
      const gone = has(remove, { kind: 'name', value: row.name })
      await this.#changed(id, before, add.length + remove.length > 0, gone)
      return (await this.load([id]))[0]!
    })
  }

  /** What a ticket told about its customer stays known: added beside what there is, never instead of it. Inside the ticket's transaction. */
  async learn(customerId: number, told: readonly CustomerValue[]): Promise<void> {
    const before = (await this.load([customerId]))[0]
    if (!before) return
    const add = told.filter((one) => !before.values.some((other) => other.kind === one.kind && other.value === one.value) && before.values.filter((other) => other.kind === one.kind).length < MAX_VALUES)
    await this.#add(customerId, before, add)
    await this.#changed(customerId, before, add.length > 0, false)
  }

  /** The name that lists show: the first that is left when it is gone. */
  async rename(id: number): Promise<void> {
    const row = await this.db.one<{ value: string }>("select v.value from {customer_value} v where v.customer_id = :id and v.kind = 'name' order by v.id limit 1", { id })
    await this.db.update('customer', { name: row?.value ?? '' }, 'id = :id', { id })
  }

  async #add(id: number, before: CustomerRecord, add: readonly CustomerValue[]): Promise<void> {
    for (const kind of VALUE_KINDS) {
      const added = add.filter((one) => one.kind === kind).length
      if (added > 0 && before.values.filter((one) => one.kind === kind).length + added > MAX_VALUES) throw new AppError('customer.too_many_values', { max: MAX_VALUES })
    }
    if (add.length > 0) await this.db.insertIgnore('customer_value', add.map(({ kind, value }) => ({ customer_id: id, own_customer_id: id, kind, value, created_at: this.now() })))
  }

  async #changed(id: number, before: CustomerRecord, differs: boolean, nameGone: boolean): Promise<void> {
    if (!differs) return
    if (nameGone || before.name === '') await this.rename(id)
    await this.db.update('customer', { version: new SqlExpression('version + 1') }, 'id = :id', { id })
    const after = (await this.load([id]))[0]!
    const of = (record: CustomerRecord, kind: ValueKind) => record.values.filter((one) => one.kind === kind).map((one) => one.value)
    const changes = Object.fromEntries(VALUE_KINDS.filter((kind) => of(before, kind).join('\n') !== of(after, kind).join('\n')).map((kind) => [kind, { before: of(before, kind), after: of(after, kind) }]))
    await this.events.publish('customer.changed', { customerId: id, changes })
  }
}

/** As the API shows it. */
export function shown(record: CustomerRecord) {
  return { ...record, values: [...record.values], merged: record.merged.map(({ at, ...one }) => ({ ...one, at: new Date(at).toISOString() })) }
}
