import type { Readable } from 'node:stream'
import { AppError, FileAnswer } from 'adapters-sdk'
import type { DiskFiles } from '../files/index.js'
import { readBytes } from '../http/index.js'
import { currentScope, type ScopedDb } from '../tenancy/index.js'
import { attachmentKind, isSafeInline } from './attachment-kind.js'

export const MAX_ATTACHMENTS = 5
const MAX_ATTACHMENT_BYTES = 10 * 1024 * 1024

export interface AttachmentRow { id: number; message_id: number | null; name: string; media_type: string; bytes: number; file: string; inline_id: string | null }

/** Files on messages: uploaded by agents first and attached on sending, or stored with what customers send. */
export class AttachmentStore {
  constructor(
    readonly db: ScopedDb,
    readonly files: DiskFiles,
    readonly now: () => number,
  ) {}

  async upload(name: string, stream: Readable): Promise<{ id: number; name: string; mediaType: string; bytes: number }> {
    const content = await readBytes(stream, MAX_ATTACHMENT_BYTES)
    // macOS sends decomposed Hangul; people search for the composed form.
    const clean = name.normalize('NFC').replace(/[\u0000-\u001f/\\]/g, '_').slice(0, 200) || 'file'
    const mediaType = await attachmentKind(clean, content)
    if (!mediaType) throw new AppError('attachment.kind', { name: clean })
    const stored = await this.files.store(content)
    const [id] = await this.db.insert('attachment', { message_id: null, member_id: currentScope().cause.actorId ?? null, name: clean, media_type: mediaType, bytes: stored.bytes, file: stored.file, inline_id: null, created_at: this.now() })
    return { id: id!, name: clean, mediaType, bytes: stored.bytes }
  }

  /** Binds uploads of the acting member to a message; anybody else's, or one already sent, is refused. */
  async attach(messageId: number, ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return
    if (ids.length > MAX_ATTACHMENTS) throw new AppError('attachment.too_many', { max: MAX_ATTACHMENTS })
    const changed = await this.db.update('attachment', { message_id: messageId }, 'id in (:ids) and message_id is null and member_id = :me', { ids, me: currentScope().cause.actorId ?? 0 })
    if (changed !== new Set(ids).size) throw new AppError('attachment.unknown')
  }

  /** Those of `ids` that the acting member uploaded and has not sent. */
  unsent(ids: readonly number[]): Promise<AttachmentRow[]> {
    if (ids.length === 0) return Promise.resolve([])
    return this.db.all<AttachmentRow>('select a.id, a.message_id, a.name, a.media_type, a.bytes, a.file, a.inline_id from {attachment} a where a.id in (:ids) and a.message_id is null and a.member_id = :me order by a.id', { ids, me: currentScope().cause.actorId ?? 0 })
  }

  /** Uploads of the acting member once more, to be sent again: rows of their own that share the files. */
  async again(ids: readonly number[]): Promise<number[]> {
    const rows = await this.unsent(ids)
    if (rows.length !== new Set(ids).size) throw new AppError('attachment.unknown')
    return rows.length === 0 ? [] : this.db.insert('attachment', rows.map((row) => ({ message_id: null, member_id: currentScope().cause.actorId ?? null, name: row.name, media_type: row.media_type, bytes: row.bytes, file: row.file, inline_id: null, created_at: this.now() })))
  }

  /** The message is taken back: its files are uploads again. */
  async release(messageId: number): Promise<number[]> {
    const rows = await this.of([messageId])
    await this.db.update('attachment', { message_id: null }, 'message_id = :messageId', { messageId })
    return rows.map((row) => row.id)
  }

  /** What a customer sent along; its content is already in the file store. */
  async addReceived(messageId: number, files: readonly { name: string; mediaType: string; bytes: number; file: string; inlineId: string | null }[]): Promise<void> {
    if (files.length > 0) await this.db.later(this.db.insert('attachment', files.map((file) => ({ message_id: messageId, member_id: null, name: file.name.normalize('NFC').slice(0, 200) || 'file', media_type: file.mediaType.slice(0, 200), bytes: file.bytes, file: file.file, inline_id: file.inlineId, created_at: this.now() }))))
  }

  of(messageIds: readonly number[]): Promise<AttachmentRow[]> {
    if (messageIds.length === 0) return Promise.resolve([])
    return this.db.all<AttachmentRow>('select a.id, a.message_id, a.name, a.media_type, a.bytes, a.file, a.inline_id from {attachment} a where a.message_id in (:messageIds) order by a.id', { messageIds })
  }

  async download(id: number): Promise<FileAnswer> {
    const row = await this.db.one<AttachmentRow>('select a.id, a.message_id, a.name, a.media_type, a.bytes, a.file, a.inline_id from {attachment} a where a.id = :id', { id })
    if (!row) throw new AppError('http.not_found')
    return new FileAnswer(this.files.open(row.file), isSafeInline(row.media_type) ? row.media_type : 'application/octet-stream', row.name, isSafeInline(row.media_type))
  }

  async removeOf(ticketId: number): Promise<void> {
    const rows = await this.db.all<{ id: number; file: string }>('select a.id, a.file from {attachment} a left join {message} m on m.id = a.message_id where m.ticket_id = :ticketId or a.id in (select v.file_id from {ticket_field_value} v where v.ticket_id = :ticketId)', { ticketId })
    if (rows.length === 0) return
    await this.db.delete('attachment', 'id in (:ids)', { ids: rows.map((row) => row.id) })
    const files = [...new Set(rows.map((row) => row.file))]
    const shared = new Set((await this.db.all<{ file: string }>('select a.file from {attachment} a where a.file in (:files)', { files })).map((row) => row.file))
    this.db.afterCommit(() => void Promise.allSettled(files.filter((file) => !shared.has(file)).map((file) => this.files.remove(file))))
  }
}
