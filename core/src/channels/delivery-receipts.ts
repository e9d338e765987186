import { nextStatus, type DeliveryState, type InboundReceipt, type ProviderStatus } from 'adapters-sdk'
import type { ScopedDb } from '../tenancy/index.js'
import type { DeliveryStore } from './delivery-store.js'

const PROVIDER: readonly string[] = ['accepted', 'sent', 'delivered', 'read', 'failed'] satisfies ProviderStatus[]

/** What providers report about messages later: states only move forward, whatever order the reports come in. */
export class DeliveryReceipts {
  constructor(
    readonly db: ScopedDb,
    readonly store: DeliveryStore,
  ) {}

  /** Resolves to the ticket (null: none), or undefined when nothing of ours is meant. Inside a transaction. */
  async apply(inboxId: number, receipt: InboundReceipt): Promise<number | null | undefined> {
    const byId = /^\d{1,15}$/.test(receipt.deliveryRef) ? Number(receipt.deliveryRef) : -1
    const found = await this.db.one<{ id: number }>('select d.id from {delivery} d where d.inbox_id = :inboxId and (d.external_id = :reference or d.id = :byId) order by d.id desc limit 1', {
      inboxId, reference: receipt.deliveryRef, byId,
    })
    if (!found) return undefined
    // Two reports at once on two nodes: the second must judge what the first left.
    await this.store.hold(found.id)
    const row = (await this.db.one<{ id: number; ticket_id: number | null; state: DeliveryState }>('select d.id, d.ticket_id, d.state from {delivery} d where d.id = :id', found))!
    // A report about a message proves that it was sent, whatever we believed.
    const next = PROVIDER.includes(row.state) ? nextStatus(row.state as ProviderStatus, receipt.status) : receipt.status
    if (next !== row.state) await this.store.setState(row, next, receipt.code ?? null, null)
    return row.ticket_id
  }
}
