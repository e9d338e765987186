import type { Engine } from '../support/index.js'
import type { GoldenTicket } from './golden-set.js'

const BEGIN = Date.UTC(2026, 10, 1)
export const HOUR = 3_600_000

/** Letters that no word of the set begins with. */
const numberOf = (letter: string, createdAt: number, at: number) => `${letter}${createdAt}zz${String(at).padStart(2, '0')}`

/** Writes tickets the way they are after intake: one an hour, each of a customer of its own. Resolves to their numbers by key. */
export async function seedTickets({ query }: Pick<Engine, 'query'>, serviceId: number, tickets: readonly GoldenTicket[]): Promise<Map<string, string>> {
  const numbers = new Map<string, string>()
  for (const [at, ticket] of tickets.entries()) {
    const createdAt = BEGIN + at * HOUR
    const insert = async (table: string, row: Readonly<Record<string, unknown>>): Promise<number> => {
      const columns = Object.keys(row)
      const [written] = await query<{ id: number | string }>(`insert into ${table} (service_id, created_at, ${columns.join(', ')}) values (?, ?, ${columns.map(() => '?').join(', ')}) returning id`, [serviceId, createdAt, ...Object.values(row)])
      return Number(written!.id)
    }
    const customerId = await insert('customer', { number: numberOf('U', createdAt, at), name: ticket.name })
    for (const [scheme, address] of [['email', ticket.email], ['phone', ticket.phone?.replace(/[^\d+]/g, '')], ['handle', ticket.handle], ['opaque', ticket.opaque]]) {
      if (address) await insert('customer_identity', { customer_id: customerId, scheme, address, display_name: ticket.name })
    }
    const number = numberOf('T', createdAt, at)
    numbers.set(ticket.key, number)
    const ticketId = await insert('ticket', { number, subject: ticket.subject, channel: 'email', customer_id: customerId, updated_at: createdAt, indexed_version: 1 })
    for (const [place, text] of ticket.messages.entries()) {
      const messageId = await insert('message', { ticket_id: ticketId, kind: place === 0 ? 'customer' : 'reply', author_type: place === 0 ? 'customer' : 'member', html: '', text })
      if (place === 0) for (const name of ticket.files ?? []) await insert('attachment', { message_id: messageId, name, media_type: 'application/octet-stream', bytes: 1, file: 'none' })
    }
    // Whole now: only from here on it waits for the search.
    await query('update ticket set text_version = text_version + 1 where id = ?', [ticketId])
  }
  return numbers
}
