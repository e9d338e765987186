import { AppError, fromJson } from 'adapters-sdk'
import type { ScopedDb } from '../tenancy/index.js'
import type { AttachmentStore } from './attachment-store.js'
import { sanitiseHtml } from './html.js'
import { actingMember } from './write-message.js'

export type DraftKind = 'reply' | 'note'
export interface DraftContent {
  readonly html: string
  readonly attachments: readonly number[]
  readonly cc: readonly string[]
}
export interface Draft extends Omit<DraftContent, 'attachments'> {
  readonly kind: DraftKind
  readonly attachments: readonly { readonly id: number; readonly name: string; readonly mediaType: string; readonly bytes: number }[]
  readonly updatedAt: string
}

interface DraftRow { kind: DraftKind; html: string; attachments: unknown; cc: unknown; updated_at: number }

const MINE = 'ticket_id = :ticketId and member_id = :me and kind = :kind'

/** What the acting member has begun to write on tickets: kept until it is sent, wherever they go on (TKT-17). */
export class Drafts {
  constructor(
    readonly db: ScopedDb,
    readonly attachments: AttachmentStore,
    readonly now: () => number,
  ) {}

  async of(number: string): Promise<Draft[]> {
    const rows = await this.db.all<DraftRow>('select d.kind, d.html, d.attachments, d.cc, d.updated_at from {draft} d where d.ticket_id = :ticketId and d.member_id = :me order by d.kind', { ticketId: await this.#ticket(number), me: actingMember() })
    const ids = rows.flatMap((row) => fromJson<number[]>(row.attachments))
    const files = await this.attachments.unsent(ids)
    return rows.map((row) => ({
      kind: row.kind, html: row.html, cc: fromJson<string[]>(row.cc), updatedAt: new Date(row.updated_at).toISOString(),
      attachments: files.filter((file) => fromJson<number[]>(row.attachments).includes(file.id)).map(({ id, name, media_type: mediaType, bytes }) => ({ id, name, mediaType, bytes })),
    }))
  }

  /** Nothing in it: there is none any more. */
  save(number: string, kind: DraftKind, content: DraftContent): Promise<void> {
    return this.db.transaction(async () => {
      const ticketId = await this.#ticket(number)
      if ((await this.attachments.unsent(content.attachments)).length !== new Set(content.attachments).size) throw new AppError('attachment.unknown')
      await this.put(ticketId, kind, { ...content, html: sanitiseHtml(content.html) })
    })
  }

  async put(ticketId: number, kind: DraftKind, { html, attachments, cc }: DraftContent): Promise<void> {
    if (html === '' && attachments.length === 0 && cc.length === 0) return this.drop(ticketId, kind)
    const set = { html, attachments: JSON.stringify(attachments), cc: JSON.stringify(cc), updated_at: this.now() }
    const me = actingMember()
    if ((await this.db.insertIgnore('draft', { ...set, ticket_id: ticketId, member_id: me, kind })) === 0) await this.db.update('draft', set, MINE, { ticketId, me, kind })
  }

  /** It was sent. */
  async drop(ticketId: number, kind: DraftKind): Promise<void> {
    await this.db.delete('draft', MINE, { ticketId, me: actingMember(), kind })
  }

  async #ticket(number: string): Promise<number> {
    const row = await this.db.one<{ id: number }>('select t.id from {ticket} t where t.number = :number', { number })
    if (!row) throw new AppError('ticket.not_found')
    return row.id
  }
}
