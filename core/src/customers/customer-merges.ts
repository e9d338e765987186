import { AppError, type Params } from 'adapters-sdk'
import type { EventOutbox } from '../events/index.js'
import { currentScope, SqlExpression, type ScopedDb } from '../tenancy/index.js'
import type { CustomerRecord, CustomerRecords } from './customer-records.js'

const ROWS_AT_ONCE = 500
const STEP = { version: new SqlExpression('version + 1') }

/** Two customers who are one: everything of the merged one goes over, each piece with whose it was, so that it finds back at any time (CUS-3). */
export class CustomerMerges {
  constructor(
    readonly db: ScopedDb,
    readonly records: CustomerRecords,
    readonly events: EventOutbox,
    readonly now: () => number,
  ) {}

  /** `other` becomes part of `number`. The versions are those that were looked at. */
  merge(number: string, other: string, seenVersion: number | undefined, otherVersion: number): Promise<CustomerRecord> {
    return this.db.transaction(async () => {
      const [into, from] = [await this.records.current(await this.records.find(number)), await this.records.find(other)]
      if (into.id === from.id) throw new AppError('customer.same')
      const held = await this.records.hold([into.id, from.id])
      const [target, source] = [held.get(into.id)!, held.get(from.id)!]
      // Only whoever stands alone is merged into whoever stands alone: no circle can come of it.
      if (target.merged_into_id !== null || source.merged_into_id !== null) throw new AppError('customer.merged_meanwhile')
      if ((seenVersion !== undefined && target.version !== seenVersion) || source.version !== otherVersion) throw new AppError('customer.edited_meanwhile')
      const now = this.now()
      // From now on a name counts as told of whoever had it.
      const names = [target, source].filter((one) => one.name !== '').map((one) => ({ customer_id: one.id, own_customer_id: one.id, kind: 'name', value: one.name, created_at: now }))
      await this.db.insertIgnore('customer_value', names)
      const ids = { from: source.id, into: target.id }
      await this.#noteOnTickets('t.customer_id = :from', ids, 'customer_merged', target)
      for (const table of ['ticket', 'customer_identity']) await this.db.update(table, { customer_id: target.id, own_customer_id: new SqlExpression('coalesce(own_customer_id, customer_id)') }, 'customer_id = :from', ids)
      await this.db.update('customer_value', { customer_id: target.id }, 'customer_id = :from', ids)
      await this.db.update('customer', { ...STEP, merged_into_id: target.id, merged_at: now, merged_by: currentScope().cause.actorId ?? null }, 'id = :from', ids)
      await this.db.update('customer', STEP, 'id = :into', ids)
      if (target.name === '') await this.records.rename(target.id)
      await this.events.publish('customer.merged', { customerId: source.id, intoId: target.id })
      return (await this.records.load([target.id]))[0]!
    })
  }

  /** Takes a merged customer out again, with what was merged into it before, and with what came to its addresses since. Resolves to the customer it was part of. */
  undo(number: string): Promise<CustomerRecord> {
    return this.db.transaction(async () => {
      const found = await this.records.find(number)
      if (found.merged_into_id === null) throw new AppError('customer.not_merged')
      const root = await this.records.current(found)
      const held = await this.records.hold([root.id, found.id])
      const [target, source] = [held.get(root.id)!, held.get(found.id)!]
      if (source.merged_into_id === null) throw new AppError('customer.not_merged')
      if (target.merged_into_id !== null || source.merged_into_id !== found.merged_into_id) throw new AppError('customer.merged_meanwhile')
      const owners = (
        await this.db.all<{ id: number }>(
          'with recursive part(id, step) as (select c.id, 0 from {customer} c where c.id = :id union all select c.id, k.step + 1 from {customer} c join part k on c.merged_into_id = k.id where k.step < 100) select k.id from part k',
          { id: source.id },
        )
      ).map((row) => row.id)
      const ids = { root: target.id, owners }
      await this.#noteOnTickets('t.customer_id = :root and t.own_customer_id in (:owners)', ids, 'customer_unmerged', target)
      for (const table of ['ticket', 'customer_identity', 'customer_value']) await this.db.update(table, { customer_id: source.id }, 'customer_id = :root and own_customer_id in (:owners)', ids)
      await this.db.update('customer', { ...STEP, merged_into_id: null, merged_at: null, merged_by: null }, 'id = :id', { id: source.id })
      await this.db.update('customer', STEP, 'id = :id', { id: target.id })
      const kept = await this.db.one("select v.id from {customer_value} v where v.customer_id = :id and v.kind = 'name' and v.value = :name", { id: target.id, name: target.name })
      if (!kept) await this.records.rename(target.id)
      await this.events.publish('customer.changed', { customerId: source.id, changes: { mergedInto: { before: target.number, after: null } } })
      await this.events.publish('customer.changed', { customerId: target.id, changes: { merged: { before: source.number, after: null } } })
      return (await this.records.load([target.id]))[0]!
    })
  }

  /** Each ticket that goes from one to the other says so. */
  async #noteOnTickets(where: string, params: Params, type: 'customer_merged' | 'customer_unmerged', { number, name }: { readonly number: string; readonly name: string }): Promise<void> {
    const { cause } = currentScope()
    const tickets = await this.db.all<{ id: number }>(`select t.id from {ticket} t where ${where} order by t.id`, params)
    const event = { type, origin: cause.origin, actor_id: cause.actorId ?? null, chain: cause.chain, data: JSON.stringify({ number, name }), created_at: this.now() }
    for (let at = 0; at < tickets.length; at += ROWS_AT_ONCE) await this.db.insert('ticket_event', tickets.slice(at, at + ROWS_AT_ONCE).map(({ id }) => ({ ...event, ticket_id: id })))
  }
}
