import { AppError } from 'adapters-sdk'
import { readTags, tagName } from '../platform/index.js'
import type { ScopedDb } from '../tenancy/index.js'
import type { TicketReactions } from './ports.js'
import { reactTo } from './react-to.js'
import { lockTicket } from './ticket-guards.js'
import type { TicketWriter } from './ticket-writer.js'

export const MAX_TAGS = 20
/** What is offered is what was used on the newest tickets that have any. */
const LOOKED_AT = 2000
const OFFERED = 10

/** TKT-19: words that agents and triggers put on tickets. */
export class TicketTags {
  constructor(
    readonly db: ScopedDb,
    readonly writer: TicketWriter,
    readonly reactions: TicketReactions,
  ) {}

  /** What is added and what is removed, so that two who tag at once lose nothing. */
  change(number: string, add: readonly string[], remove: readonly string[]): Promise<void> {
    return this.db.transaction(async () => {
      const ticket = await lockTicket(this.db, this.writer, number)
      const tags = [...new Set([...ticket.tags, ...add])].filter((tag) => !remove.includes(tag))
      if (tags.length > MAX_TAGS) throw new AppError('ticket.too_many_tags', { max: MAX_TAGS })
      await reactTo(this.reactions, ticket.id, await this.writer.change(ticket.id, { tags }, 'tagged'))
    })
  }

  /** Tags in use that begin with a text, or else have it in them; the most frequent first. */
  async offered(text: string): Promise<string[]> {
    const rows = await this.db.all<{ tags: string }>(`select t.tags from {ticket} t where t.tags <> '' order by t.id desc limit ${LOOKED_AT}`)
    const uses = new Map<string, number>()
    for (const tag of rows.flatMap((row) => readTags(row.tags))) uses.set(tag, (uses.get(tag) ?? 0) + 1)
    const wanted = tagName(text)
    const found = [...uses].filter(([tag]) => tag.includes(wanted)).sort(([a, often], [b, rarely]) => Number(b.startsWith(wanted)) - Number(a.startsWith(wanted)) || rarely - often || (a < b ? -1 : 1))
    return found.slice(0, OFFERED).map(([tag]) => tag)
  }
}
