import type { ScopedDb } from '../tenancy/index.js'
import type { FoundTicket, TicketListItem } from '../tickets/index.js'
import { excerptOf, hitsIn, rangesIn, type Range } from './highlight.js'
import type { Term } from './tokens.js'

export interface Hit {
  readonly ticket: TicketListItem
  readonly marks: { readonly number: readonly Range[]; readonly subject: readonly Range[]; readonly customer: readonly Range[] }
  /** Where else the words are: the newest message that has most of them, a file's name, a field, an address. */
  readonly excerpt: { readonly from: 'message' | 'file' | 'customer' | 'field'; readonly text: string; readonly ranges: readonly Range[] } | null
}

/** Of each ticket, the newest that are looked through for an excerpt, and how far. */
const MESSAGES = 20
const LETTERS = 20_000

/** Says where in each found ticket the words are, on the texts that are shown. */
export async function shownHits(db: ScopedDb, found: readonly FoundTicket[], terms: readonly Term[]): Promise<Hit[]> {
  const excerpts = await excerptsOf(db, found, terms)
  return found.map(({ id, item }) => ({
    ticket: item,
    marks: { number: rangesIn(item.number, terms), subject: rangesIn(item.subject, terms), customer: rangesIn(item.customer.name, terms) },
    excerpt: excerpts.get(id) ?? null,
  }))
}

/** The better the words are in subject and customer, the heavier. */
export function weightOf({ item }: FoundTicket, terms: readonly Term[]): number {
  return 2 * hitsIn(item.subject, terms) + hitsIn(`${item.customer.name} ${item.customer.number} ${item.number}`, terms)
}

async function excerptsOf(db: ScopedDb, found: readonly FoundTicket[], terms: readonly Term[]): Promise<Map<number, Hit['excerpt']>> {
  const excerpts = new Map<number, Hit['excerpt']>()
  if (terms.length === 0 || found.length === 0) return excerpts
  // A list of one length, so that there is one statement.
  const ids = [...found.map(({ id }) => id), ...new Array<number>(Math.max(0, 25 - found.length)).fill(0)]
  const messages = await db.all<{ ticket_id: number; text: string }>(
    `select m.ticket_id, substr(m.text, 1, ${LETTERS}) as text from (select k.ticket_id, k.id, k.text, row_number() over (partition by k.ticket_id order by k.id desc) as place from {message} k where k.ticket_id in (:ids)) m
     where m.place <= ${MESSAGES} order by m.id desc`,
    { ids },
  )
  const best = new Map<number, { text: string; hits: number }>()
  for (const { ticket_id: id, text } of messages) {
    const known = best.get(id)?.hits ?? 0
    if (known === terms.length) continue
    const hits = hitsIn(text, terms)
    if (hits > known) best.set(id, { text, hits })
  }
  for (const [id, { text }] of best) excerpts.set(id, { from: 'message', ...excerptOf(text, terms)! })
  const others = found.filter(({ id, item }) => !excerpts.has(id) && hitsIn(`${item.subject} ${item.customer.name} ${item.number}`, terms) < terms.length).map(({ id }) => id)
  if (others.length > 0) await addElsewhere(db, others, terms, excerpts)
  return excerpts
}

async function addElsewhere(db: ScopedDb, ids: readonly number[], terms: readonly Term[], excerpts: Map<number, Hit['excerpt']>): Promise<void> {
  const rows = await db.all<{ ticket_id: number; source: 'file' | 'customer' | 'field'; text: string }>(
    `select m.ticket_id, 'file' as source, a.name as text from {message} m join {attachment} a on a.message_id = m.id where m.ticket_id in (:ids)
     union all select v.ticket_id, 'field', coalesce(v.text_value, a.name) from {ticket_field_value} v left join {attachment} a on a.id = v.file_id where v.ticket_id in (:ids) and coalesce(v.text_value, a.name) is not null
     union all select t.id, 'customer', i.address from {ticket} t join {customer_identity} i on i.customer_id = t.customer_id where t.id in (:ids)
     union all select t.id, 'customer', c.number from {ticket} t join {customer} c on c.id = t.customer_id where t.id in (:ids)`,
    { ids },
  )
  for (const { ticket_id: id, source, text } of rows) {
    const excerpt = excerpts.has(id) ? null : excerptOf(text, terms)
    if (excerpt) excerpts.set(id, { from: source, ...excerpt })
  }
}
