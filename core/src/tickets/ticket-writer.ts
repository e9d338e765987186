import { PRIORITIES, type Changes, type Identity, type Jobs, type Priority, type Row, type Ticket, type TicketState } from 'adapters-sdk'
import type { CustomerStore } from '../customers/index.js'
import type { EventOutbox } from '../events/index.js'
import { readTags, writeTags } from '../platform/index.js'
import { currentScope, SqlExpression, type ScopedDb } from '../tenancy/index.js'
import type { TicketMeter, TicketPromises } from './ports.js'
import { readFacts, type TicketFacts } from './ticket-facts.js'
import { fieldCells, toTicket, type FilledTicketRow, type TicketRow } from './ticket-rows.js'
import { htmlToText, sanitiseHtml } from './html.js'

export interface TicketChange {
  readonly state?: TicketState
  readonly priority?: Priority
  readonly groupId?: number | null
  readonly assigneeId?: number | null
  readonly intakeTypeId?: number | null
  readonly handlingTypeId?: number | null
  readonly solveReason?: string | null
  readonly tags?: readonly string[]
}
export interface NewMessage {
  readonly ticketId: number
  readonly kind: 'customer' | 'reply' | 'note' | 'quiet'
  readonly authorType: 'customer' | 'member' | 'trigger' | 'system'
  readonly authorId: number | null
  /** Already sanitised. */
  readonly html: string
  readonly text: string
  readonly quotedHtml?: string
  readonly subject?: string
  readonly sender?: Identity
  readonly recipients?: { readonly to: readonly Identity[]; readonly cc: readonly Identity[] }
  readonly warnings?: readonly string[]
  readonly externalId?: string
  readonly rawId?: number
  /** The ticket whose thread it came through, when that was merged. */
  readonly originId?: number
  readonly createdAt?: number
}

const CLOSE_AFTER_MS = 14 * 24 * 3_600_000
const COLUMNS = { state: 'state', priority: 'priority', groupId: 'group_id', assigneeId: 'assignee_id', intakeTypeId: 'intake_type_id', handlingTypeId: 'handling_type_id', solveReason: 'solve_reason' } as const

/** Writes tickets, their messages and their events, and publishes what changed. Says nothing to triggers: its callers do. */
export class TicketWriter {
  constructor(
    readonly db: ScopedDb,
    readonly customers: CustomerStore,
    readonly events: EventOutbox,
    readonly jobs: Jobs,
    readonly meter: TicketMeter,
    readonly promises: TicketPromises,
    readonly now: () => number,
  ) {}

  async get(id: number): Promise<Ticket | null> {
    const row = await this.db.one<FilledTicketRow>(`select t.*, ${fieldCells(this.db.engine)} from {ticket} t where t.id = :id`, { id })
    return row ? toTicket(row) : null
  }

  async find(number: string): Promise<Ticket | null> {
    const row = await this.db.one<FilledTicketRow>(`select t.*, ${fieldCells(this.db.engine)} from {ticket} t where t.number = :number`, { number })
    return row ? toTicket(row) : null
  }

  row(id: number): Promise<TicketRow | undefined> {
    return this.db.one<TicketRow>('select t.* from {ticket} t where t.id = :id', { id })
  }

  /** `counts`: whether it is charged now. Changes what differs, leaves an event of `type` on the ticket and publishes `ticket.changed`; nothing happens when nothing differs. */
  async change(ticketId: number, set: TicketChange, type: string, data: Readonly<Record<string, unknown>> = {}, { counts = true } = {}): Promise<Changes> {
    const row = await this.row(ticketId)
    if (!row) return {}
    const changes: Record<string, { before: unknown; after: unknown }> = {}
    const columns: Row = {}
    for (const key of Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]) {
      const after = set[key]
      const before = row[COLUMNS[key]]
      if (after === undefined || after === before) continue
      changes[key] = { before, after }
      columns[COLUMNS[key]] = after
    }
    if (set.tags && writeTags(set.tags) !== row.tags) {
      columns['tags'] = writeTags(set.tags)
      changes['tags'] = { before: readTags(row.tags), after: readTags(columns['tags']) }
    }
    if (Object.keys(changes).length === 0) return changes
    const now = this.now()
    if (set.priority) columns['priority_rank'] = PRIORITIES.indexOf(set.priority)
    if (changes['state']) columns['state_since'] = now
    if (set.state === 'solved') columns['solved_at'] = now
    if (set.state === 'closed') columns['closed_at'] = now
    await this.db.later(this.db.update('ticket', { ...columns, updated_at: now, version: new SqlExpression('version + 1') }, 'id = :id', { id: ticketId }))
    await this.addEvent(ticketId, type, { ...data, changes })
    await this.events.publish('ticket.changed', { ticketId, number: row.number, changes })
    if (counts && changes['state'] && (set.state === 'solved' || set.state === 'on_hold')) await this.meter.handled(row.number)
    // Whoever solved it, an agent or a trigger: it closes by itself, unless it is opened again.
    if (changes['state'] && set.state === 'solved') await this.jobs.enqueue('ticket.close', { ticketId, solvedAt: now }, { runAt: now + CLOSE_AFTER_MS })
    return changes
  }

  /** After fields were filled in: an event on the ticket, and `ticket.changed`; the search reads it anew. */
  async fieldsChanged(ticketId: number, number: string, changes: Changes): Promise<void> {
    if (Object.keys(changes).length === 0) return
    await this.db.later(this.db.update('ticket', { updated_at: this.now(), version: new SqlExpression('version + 1'), text_version: new SqlExpression('text_version + 1') }, 'id = :id', { id: ticketId }))
    await this.addEvent(ticketId, 'fields', { changes })
    await this.events.publish('ticket.changed', { ticketId, number, changes })
  }

  async addEvent(ticketId: number, type: string, data: Readonly<Record<string, unknown>>): Promise<void> {
    const { cause } = currentScope()
    await this.db.later(this.db.insert('ticket_event', { ticket_id: ticketId, type, origin: cause.origin, actor_id: cause.actorId ?? null, chain: cause.chain, data: JSON.stringify(data), created_at: this.now() }))
  }

  /** Stores a message and makes it the ticket's newest. */
  async addMessage(message: NewMessage): Promise<number> {
    const now = message.createdAt ?? this.now()
    const [id] = await this.db.insert('message', {
      ticket_id: message.ticketId,
      kind: message.kind,
      author_type: message.authorType,
      author_id: message.authorId,
      sender: message.sender ? JSON.stringify(message.sender) : null,
      recipients: message.recipients ? JSON.stringify(message.recipients) : null,
      subject: message.subject ?? null,
      html: message.html,
      text: message.text,
      quoted_html: message.quotedHtml ?? null,
      warnings: message.warnings?.length ? JSON.stringify(message.warnings) : null,
      external_id: message.externalId ?? null,
      raw_id: message.rawId ?? null,
      origin_id: message.originId ?? null,
      created_at: now,
    })
    return id!
  }

  /** After `addMessage`: the ticket moves up in lists, and the search reads it anew. */
  async touch(ticketId: number, messageId: number): Promise<void> {
    await this.db.later(this.db.update('ticket', { last_message_id: messageId, updated_at: this.now(), version: new SqlExpression('version + 1'), text_version: new SqlExpression('text_version + 1') }, 'id = :id', { id: ticketId }))
  }

  /** An internal note; `html` is sanitised here. */
  async addNote(ticketId: number, html: string): Promise<number> {
    const { cause } = currentScope()
    const clean = sanitiseHtml(html)
    const authorType = cause.origin === 'agent' ? 'member' : cause.origin === 'trigger' ? 'trigger' : 'system'
    const id = await this.addMessage({ ticketId, kind: 'note', authorType, authorId: cause.actorId ?? null, html: clean, text: htmlToText(clean) })
    await this.touch(ticketId, id)
    const ticket = await this.get(ticketId)
    if (ticket) await this.events.publish('note.added', { ticketId, number: ticket.number, messageId: id })
    return id
  }

  facts(ticketId: number): Promise<TicketFacts> {
    return readFacts(this, ticketId)
  }
}
