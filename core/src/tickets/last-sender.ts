import { fromJson, type Identity } from 'adapters-sdk'
import type { ScopedDb } from '../tenancy/index.js'

/** The address the customer last wrote from, which may be one of several; null: never wrote. */
export async function lastSender(db: ScopedDb, ticketId: number): Promise<Identity | null> {
  const row = await db.one<{ sender: unknown }>("select m.sender from {message} m where m.ticket_id = :ticketId and m.kind = 'customer' and m.sender is not null order by m.id desc limit 1", { ticketId })
  return row ? fromJson(row.sender) : null
}
