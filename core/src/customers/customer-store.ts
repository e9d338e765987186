import type { Customer, Customers, Identity } from 'adapters-sdk'
import { publicNumber } from '../platform/index.js'
import type { ScopedDb } from '../tenancy/index.js'
import { normaliseAddress } from './normalise-address.js'

interface Row { id: number; number: string; name: string; merged_into_id: number | null; scheme: string | null; address: string | null; display_name: string | null }
interface FoundRow extends Row { own_id: number }

const COLUMNS = 'c.id, c.number, c.name, c.merged_into_id, i.scheme, i.address, i.display_name'

/** Whom an identity stands for now, and whom it stands for by itself, should a merge be undone. */
export interface FoundCustomer extends Customer { readonly ownId: number }

/** Customers and the identities by which channels know them: one identity always finds its own customer again (CUS-1). */
export class CustomerStore implements Customers {
  constructor(
    readonly db: ScopedDb,
    readonly now: () => number,
  ) {}

  /** One that was merged leads to whom it is part of. */
  async get(id: number): Promise<Customer | null> {
    const rows = await this.db.all<Row>(`select ${COLUMNS} from {customer} c left join {customer_identity} i on i.customer_id = c.id where c.id = :id order by i.id`, { id })
    const into = rows[0]?.merged_into_id
    return into == null ? toCustomer(rows) : this.get(into)
  }

  /** The identities the ticket came by, before a merge, come first: its answers go there. */
  async ofTicket(ticketId: number): Promise<Customer | null> {
    return toCustomer(
      await this.db.all<Row>(
        `select ${COLUMNS} from {ticket} t join {customer} c on c.id = t.customer_id left join {customer_identity} i on i.customer_id = c.id where t.id = :ticketId
         order by case when coalesce(i.own_customer_id, i.customer_id) = coalesce(t.own_customer_id, t.customer_id) then 0 else 1 end, i.id`,
        { ticketId },
      ),
    )
  }

  async find(identity: Identity): Promise<Customer | null> {
    return toCustomer(await this.#by(identity, ''))
  }

  /** Inside a transaction: two messages of a new customer at once end with one customer, and whoever merges it meanwhile waits for this. `looked`: begun earlier. */
  async findOrCreate(identity: Identity, looked: Promise<FoundRow[]> = this.look(identity)): Promise<FoundCustomer> {
    let rows = await looked
    // Merged while it was waited for.
    while (rows[0]?.merged_into_id != null) rows = await this.look(identity)
    const known = toCustomer(rows)
    if (known) return { ...known, ownId: rows[0]!.own_id }
    const now = this.now()
    const address = normaliseAddress(identity)
    const name = identity.displayName?.trim() || ''
    const number = publicNumber('U', now)
    const [id] = await this.db.insert('customer', { number, name, created_at: now })
    const written = await this.db.insertIgnore('customer_identity', { customer_id: id!, scheme: identity.scheme, address, display_name: name, created_at: now })
    if (written === 0) {
      await this.db.delete('customer', 'id = :id', { id: id! })
      return this.findOrCreate(identity)
    }
    return { id: id!, ownId: id!, number, name, identities: [{ scheme: identity.scheme, address, displayName: name }] }
  }

  /** Inside a transaction, for `findOrCreate`: who it is, held until the end. */
  look(identity: Identity): Promise<FoundRow[]> {
    return this.#by(identity, this.db.engine === 'postgres' ? 'for share of c' : '')
  }

  #by(identity: Identity, lock: string): Promise<FoundRow[]> {
    return this.db.all<FoundRow>(
      `select ${COLUMNS}, coalesce(k.own_customer_id, k.customer_id) as own_id from {customer_identity} k join {customer} c on c.id = k.customer_id join {customer_identity} i on i.customer_id = c.id
       where k.scheme = :scheme and k.address = :address order by i.id ${lock}`,
      { scheme: identity.scheme, address: normaliseAddress(identity) },
    )
  }
}

function toCustomer(rows: readonly Row[]): Customer | null {
  const first = rows[0]
  if (!first) return null
  const identities = rows.filter((row) => row.address !== null).map((row) => ({ scheme: row.scheme as Identity['scheme'], address: row.address!, displayName: row.display_name ?? '' }))
  return { id: first.id, number: first.number, name: first.name, identities }
}
