import { AppError, fromJson, type Identity, type Language } from 'adapters-sdk'
import type { ErrorCatalogue } from '../http/index.js'
import type { ScopedDb } from '../tenancy/index.js'
import type { AttachmentStore } from './attachment-store.js'
import { actingMember } from './write-message.js'

interface MessageRow {
  id: number; kind: string; author_type: string; author_id: number | null; author_name: string | null; member_name: string | null; sender: unknown; recipients: unknown
  html: string; text: string; quoted_html: string | null; origin: string | null; warnings: unknown; created_at: number
  delivery_id: number | null; delivery_state: string | null; delivery_error: string | null; delivery_detail: string | null; delivery_attempts: number | null; delivery_to: unknown; undo_until: number | null
}

/** What was written on a ticket, a page at a time from the newest on. */
export class TicketMessages {
  constructor(
    readonly db: ScopedDb,
    readonly attachments: AttachmentStore,
    /** Warnings on messages are codes of it. */
    readonly errors: ErrorCatalogue,
  ) {}

  async before(number: string, before: number | null, limit: number, serviceCode: string, language: Language) {
    const ticket = await this.db.one<{ id: number }>('select t.id from {ticket} t where t.number = :number', { number })
    if (!ticket) throw new AppError('ticket.not_found')
    return this.page(ticket.id, before, limit, serviceCode, language)
  }

  /** The newest messages that are older than `before`, in the order they were written, and how many are older still. */
  async page(ticketId: number, before: number | null, limit: number, serviceCode: string, language: Language) {
    const rows = await this.db.all<MessageRow>(
      `select m.id, m.kind, m.author_type, m.author_id, case when m.author_type = 'member' then p.nickname when m.author_type = 'customer' then c.name else null end as author_name,
              p.name as member_name, m.sender, m.recipients, m.html, m.text, m.quoted_html, m.warnings, m.created_at,
              d.id as delivery_id, d.state as delivery_state, d.error_code as delivery_error, d.error_detail as delivery_detail, d.attempts as delivery_attempts, d.recipients as delivery_to, x.number as origin, h.until as undo_until
       from {message} m left join {member} p on m.author_type = 'member' and p.id = m.author_id left join {customer} c on m.author_type = 'customer' and c.id = m.author_id
       left join {delivery} d on d.message_id = m.id and d.ticket_id = m.ticket_id left join {ticket} x on x.id = m.origin_id left join {held_reply} h on h.message_id = m.id and h.member_id = :me where m.ticket_id = :ticketId and m.id < :before order by m.id desc limit ${limit}`,
      { ticketId, me: actingMember(), before: before ?? Number.MAX_SAFE_INTEGER },
    )
    rows.reverse()
    const [files, earlier] = await Promise.all([this.attachments.of(rows.map((row) => row.id)), rows.length < limit ? 0 : this.#countBefore(ticketId, rows[0]!.id)])
    const items = rows.map((row) => {
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
        origin: row.origin,
        author: { type: row.author_type, id: row.author_id, name: row.author_name || row.member_name || '' },
        sender: row.sender === null ? null : fromJson<Identity>(row.sender),
        recipients: row.recipients === null ? null : fromJson<{ to: Identity[]; cc: Identity[] }>(row.recipients),
        html: resolve(row.html),
        text: row.text,
        quotedHtml: row.quoted_html === null ? null : resolve(row.quoted_html),
        warnings: row.warnings === null ? [] : fromJson<string[]>(row.warnings).map((code) => this.errors.describe(code, {}, language).title),
        attachments: own.map((file) => ({ id: file.id, name: file.name, mediaType: file.media_type, bytes: file.bytes, inlineId: file.inline_id, url: url(file.id) })),
        createdAt: new Date(row.created_at).toISOString(),
        delivery: row.delivery_id === null ? null : { id: row.delivery_id, state: row.delivery_state!, errorCode: row.delivery_error, errorDetail: row.delivery_detail, attempts: row.delivery_attempts ?? 0, to: fromJson<{ to: Identity[] }>(row.delivery_to).to.map((identity) => identity.address), undoUntil: row.undo_until === null ? null : new Date(row.undo_until).toISOString() },
      }
    })
    return { items, earlier }
  }

  async #countBefore(ticketId: number, id: number): Promise<number> {
    return (await this.db.one<{ count: number }>('select count(*) as count from {message} m where m.ticket_id = :ticketId and m.id < :id', { ticketId, id }))!.count
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
