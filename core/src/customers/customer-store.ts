import type { Customer, Customers, Identity } from 'adapters-sdk'
import { publicNumber } from '../platform/index.js'
import type { ScopedDb } from '../tenancy/index.js'
import { normaliseAddress } from './normalise-address.js'

interface Row { id: number; number: string; name: string; scheme: string | null; address: string | null; display_name: string | null }

/** Customers and the identities by which channels know them: one identity always finds its own customer again (CUS-1). */
export class CustomerStore implements Customers {
  constructor(
    readonly db: ScopedDb,
    readonly now: () => number,
  ) {}

  async get(id: number): Promise<Customer | null> {
    return toCustomer(await this.db.all<Row>('select c.id, c.number, c.name, i.scheme, i.address, i.display_name from {customer} c left join {customer_identity} i on i.customer_id = c.id where c.id = :id order by i.id', { id }))
  }

  async ofTicket(ticketId: number): Promise<Customer | null> {
    return toCustomer(
      await this.db.all<Row>(
        'select c.id, c.number, c.name, i.scheme, i.address, i.display_name from {ticket} t join {customer} c on c.id = t.customer_id left join {customer_identity} i on i.customer_id = c.id where t.id = :ticketId order by i.id',
        { ticketId },
      ),
    )
  }

  async find(identity: Identity): Promise<Customer | null> {
    return toCustomer(
      await this.db.all<Row>(
        `select c.id, c.number, c.name, i.scheme, i.address, i.display_name from {customer_identity} k join {customer} c on c.id = k.customer_id join {customer_identity} i on i.customer_id = c.id
         where k.scheme = :scheme and k.address = :address order by i.id`,
        { scheme: identity.scheme, address: normaliseAddress(identity) },
      ),
    )
  }

  /** Inside a transaction: two messages of a new customer at once end with one customer. */
  async findOrCreate(identity: Identity): Promise<Customer> {
    const known = await this.find(identity)
    if (known) return known
    const now = this.now()
    const address = normaliseAddress(identity)
    const name = identity.displayName?.trim() || ''
    const number = publicNumber('U', now)
    const [id] = await this.db.insert('customer', { number, name, created_at: now })
    const written = await this.db.insertIgnore('customer_identity', { customer_id: id!, scheme: identity.scheme, address, display_name: name, created_at: now })
    if (written === 0) {
      await this.db.delete('customer', 'id = :id', { id: id! })
      return (await this.find(identity))!
    }
    return { id: id!, number, name, identities: [{ scheme: identity.scheme, address, displayName: name }] }
  }
}

function toCustomer(rows: readonly Row[]): Customer | null {
  const first = rows[0]
  if (!first) return null
  const identities = rows.filter((row) => row.address !== null).map((row) => ({ scheme: row.scheme as Identity['scheme'], address: row.address!, displayName: row.display_name ?? '' }))
  return { id: first.id, number: first.number, name: first.name, identities }
}
