import type { OutboundMessage, Part } from 'adapters-sdk'
import type { DiskFiles } from '../files/index.js'
import { htmlToText } from '../tickets/index.js'
import type { ScopedDb } from '../tenancy/index.js'
import type { Conversations } from './conversations.js'
import { recipientsOf, type DeliveryRow } from './delivery-store.js'

interface FileRow { name: string; media_type: string; file: string; inline_id: string | null }

/** What an adapter gets to send, made from the delivery's row at each attempt: the same every time. */
export async function outboundMessage(deps: { readonly db: ScopedDb; readonly files: DiskFiles; readonly conversations: Conversations }, row: DeliveryRow): Promise<OutboundMessage> {
  const { db, files } = deps
  const recipients = recipientsOf(row)
  const parts: Part[] = [
    { type: 'html', body: row.html },
    { type: 'text', body: htmlToText(row.html) },
  ]
  const filesOf = row.files_of_id ?? row.message_id
  if (filesOf !== null) {
    const attached = await db.all<FileRow>('select a.name, a.media_type, a.file, a.inline_id from {attachment} a where a.message_id = :id order by a.id', { id: filesOf })
    for (const file of attached) parts.push({ type: 'attachment', name: file.name, mediaType: file.media_type, content: await files.read(file.file), ...(file.inline_id === null ? {} : { inlineId: file.inline_id }) })
  }
  const earlier = row.ticket_id === null ? [] : await db.all<{ external_id: string }>(
    `select x.external_id from (select m.external_id, m.created_at, m.id from {message} m where m.ticket_id = :ticketId and m.kind = 'customer' and m.external_id is not null
       union all select d.external_id, d.created_at, d.id from {delivery} d where d.ticket_id = :ticketId and d.external_id is not null and d.id <> :id) x order by x.created_at, x.id`,
    { ticketId: row.ticket_id, id: row.id },
  )
  const key = row.ticket_id === null ? undefined : await db.one<{ reference: string }>("select r.reference from {message_reference} r where r.ticket_id = :ticketId and r.inbox_id = :inboxId and r.reference like 'key:%' limit 1", { ticketId: row.ticket_id, inboxId: row.inbox_id })
  return {
    deliveryId: String(row.id),
    ...(key ? { conversationKey: key.reference.slice(4) } : {}),
    references: earlier.map((entry) => entry.external_id).slice(-20),
    ...(row.ticket_id === null ? {} : { replyToken: deps.conversations.token(row.ticket_id) }),
    to: recipients.to,
    cc: recipients.cc,
    subject: row.subject,
    parts,
    automatic: row.automatic > 0,
    ...(row.automatic === 2 && { notice: true }),
  }
}

