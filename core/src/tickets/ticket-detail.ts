import { AppError, fromJson, type Capabilities, type Identity, type Language } from 'adapters-sdk'
import type { CustomerStore } from '../customers/index.js'
import type { ErrorCatalogue } from '../http/index.js'
import type { FilledField } from '../fields/index.js'
import { readTags } from '../platform/index.js'
import type { ScopedDb } from '../tenancy/index.js'
import type { AttachmentStore } from './attachment-store.js'
import type { InboxFacts, TicketFields, TicketSorting } from './ports.js'
import type { TicketFollowers } from './ticket-followers.js'
import type { TicketLists } from './ticket-lists.js'
import type { TicketRow } from './ticket-rows.js'
import { actingMember } from './write-message.js'

interface MessageRow {
  id: number; kind: string; author_type: string; author_id: number | null; author_name: string | null; sender: unknown; recipients: unknown
  html: string; text: string; quoted_html: string | null; warnings: unknown; created_at: number
  delivery_id: number | null; delivery_state: string | null; delivery_error: string | null; delivery_detail: string | null; delivery_attempts: number | null; delivery_to: unknown; undo_until: number | null
}
interface EventRow { id: number; type: string; origin: string; actor_id: number | null; actor_name: string | null; data: unknown; created_at: number }

/** Everything the console shows of one ticket. */
export class TicketDetail {
  constructor(
    readonly db: ScopedDb,
    readonly customers: CustomerStore,
    readonly attachments: AttachmentStore,
    readonly lists: TicketLists,
    readonly inboxes: InboxFacts,
    readonly sorting: TicketSorting,
    readonly fields: TicketFields,
    readonly followers: TicketFollowers,
    /** Warnings on messages are codes of it. */
    readonly errors: ErrorCatalogue,
  ) {}

  async load(number: string, serviceCode: string, language: Language) {
    const row = await this.db.one<TicketRow & { group_name: string | null; assignee_name: string | null; inbox_name: string | null; inbox_address: string | null }>(
      `select t.*, g.name as group_name, p.name as assignee_name, b.name as inbox_name, b.address as inbox_address
       from {ticket} t left join {agent_group} g on g.id = t.group_id left join {member} p on p.id = t.assignee_id left join {inbox} b on b.id = t.inbox_id where t.number = :number`,
      { number },
    )
    if (!row) throw new AppError('ticket.not_found')
    const [customer, messages, events, history, capabilities, categories, asked, filled, followers] = await Promise.all([
      this.customers.ofTicket(row.id),
      this.#messages(row.id, serviceCode, language),
      this.#events(row.id),
      this.lists.ofCustomer(row.customer_id, row.id),
      row.inbox_id === null ? Promise.resolve<Capabilities | null>(null) : this.inboxes.capabilities(row.inbox_id),
      this.sorting.paths([row.intake_type_id, row.handling_type_id].filter((id) => id !== null)),
      this.fields.asked({ intakeTypeId: row.intake_type_id, channel: row.channel }),
      this.fields.filled(row.id),
      this.followers.of(row.id),
    ])
    return {
      ticket: {
        number: row.number,
        subject: row.subject,
        state: row.state,
        priority: row.priority,
        channel: row.channel,
        version: row.version,
        group: row.group_id === null ? null : { id: row.group_id, name: row.group_name ?? '' },
        assignee: row.assignee_id === null ? null : { id: row.assignee_id, name: row.assignee_name ?? '' },
        intakeType: categories.get(row.intake_type_id ?? 0) ?? null,
        handlingType: categories.get(row.handling_type_id ?? 0) ?? null,
        customer: { number: customer!.number, name: customer!.name },
        inbox: row.inbox_id === null ? null : { id: row.inbox_id, name: row.inbox_name ?? '', address: row.inbox_address ?? '' },
        solveReason: row.solve_reason,
        reopened: row.reopened,
        tags: readTags(row.tags),
        followers,
        createdAt: time(row.created_at)!,
        updatedAt: time(row.updated_at)!,
        dueAt: time(row.due_at),
        solvedAt: time(row.solved_at),
        closedAt: time(row.closed_at),
      },
      customer: { number: customer!.number, name: customer!.name, identities: customer!.identities.map(({ scheme, address, displayName }) => ({ scheme, address, displayName: displayName ?? '' })) },
      fields: { asked: asked.filter((field) => field.kind !== 'consent'), filled: await this.#withFiles(filled, serviceCode) },
      messages,
      events,
      history,
      capabilities,
    }
  }

  /** A file shows its name, not its id. */
  async #withFiles(filled: readonly FilledField[], serviceCode: string) {
    const ids = filled.flatMap((field) => (field.kind === 'file' ? (field.value as readonly number[]) : []))
    const rows = ids.length === 0 ? [] : await this.db.all<{ id: number; name: string; media_type: string; bytes: number }>('select a.id, a.name, a.media_type, a.bytes from {attachment} a where a.id in (:ids)', { ids })
    const files = new Map(rows.map((row) => [row.id, { id: row.id, name: row.name, mediaType: row.media_type, bytes: row.bytes, url: `/api/s/${serviceCode}/files/${row.id}` }]))
    return filled.map((field) => ({ ...field, files: field.kind === 'file' ? (field.value as readonly number[]).flatMap((id) => files.get(id) ?? []) : [] }))
  }

  async #messages(ticketId: number, serviceCode: string, language: Language) {
    const rows = await this.db.all<MessageRow>(
      `select m.id, m.kind, m.author_type, m.author_id, case when m.author_type = 'member' then p.nickname when m.author_type = 'customer' then c.name else null end as author_name,
              p.name as member_name, m.sender, m.recipients, m.html, m.text, m.quoted_html, m.warnings, m.created_at,
              d.id as delivery_id, d.state as delivery_state, d.error_code as delivery_error, d.error_detail as delivery_detail, d.attempts as delivery_attempts, d.recipients as delivery_to, h.until as undo_until
       from {message} m left join {member} p on m.author_type = 'member' and p.id = m.author_id left join {customer} c on m.author_type = 'customer' and c.id = m.author_id
       left join {delivery} d on d.message_id = m.id and d.ticket_id = m.ticket_id left join {held_reply} h on h.message_id = m.id and h.member_id = :me where m.ticket_id = :ticketId order by m.id`,
      { ticketId, me: actingMember() },
    )
    const files = await this.attachments.of(rows.map((row) => row.id))
    return rows.map((row) => {
      const own = files.filter((file) => file.message_id === row.id)
      const url = (id: number) => `/api/s/${serviceCode}/files/${id}`
      // A picture inside the text is fetched like any other attachment.
      const resolve = (html: string) => html.replace(/(<img\b[^>]*\bsrc=")cid:([^"]+)"/gi, (whole, before: string, cid: string) => {
        const id = decoded(cid)
        const file = own.find((candidate) => candidate.inline_id === id)
        return file ? `${before}${url(file.id)}"` : whole
      })
      return {
        id: row.id,
        kind: row.kind,
        author: { type: row.author_type, id: row.author_id, name: row.author_name || (row as MessageRow & { member_name: string | null }).member_name || '' },
        sender: row.sender === null ? null : fromJson<Identity>(row.sender),
        recipients: row.recipients === null ? null : fromJson<{ to: Identity[]; cc: Identity[] }>(row.recipients),
        html: resolve(row.html),
        text: row.text,
        quotedHtml: row.quoted_html === null ? null : resolve(row.quoted_html),
        warnings: row.warnings === null ? [] : fromJson<string[]>(row.warnings).map((code) => this.errors.describe(code, {}, language).title),
        attachments: own.map((file) => ({ id: file.id, name: file.name, mediaType: file.media_type, bytes: file.bytes, inlineId: file.inline_id, url: url(file.id) })),
        createdAt: time(row.created_at)!,
        delivery: row.delivery_id === null ? null : { id: row.delivery_id, state: row.delivery_state!, errorCode: row.delivery_error, errorDetail: row.delivery_detail, attempts: row.delivery_attempts ?? 0, to: fromJson<{ to: Identity[] }>(row.delivery_to).to.map((identity) => identity.address), undoUntil: time(row.undo_until) },
      }
    })
  }

  async #events(ticketId: number) {
    const rows = await this.db.all<EventRow>(
      `select e.id, e.type, e.origin, e.actor_id, case when e.origin = 'agent' then p.name when e.origin = 'trigger' then r.title else null end as actor_name, e.data, e.created_at
       from {ticket_event} e left join {member} p on e.origin = 'agent' and p.id = e.actor_id left join {trigger_rule} r on e.origin = 'trigger' and r.id = e.actor_id where e.ticket_id = :ticketId order by e.id`,
      { ticketId },
    )
    return rows.map((row) => ({
      id: row.id,
      type: row.type,
      origin: row.origin,
      actor: row.actor_id === null || row.actor_name === null ? null : { id: row.actor_id, name: row.actor_name },
      data: fromJson<Record<string, unknown>>(row.data),
      createdAt: time(row.created_at)!,
    }))
  }
}

/** Senders write anything behind `cid:`, a lone percent sign too. */
function decoded(cid: string): string {
  try {
    return decodeURIComponent(cid)
  } catch {
    return cid
  }
}

function time(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString()
}
