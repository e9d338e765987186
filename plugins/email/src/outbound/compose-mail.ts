import type { Identity, OutboundMessage, Part } from 'adapters-sdk'
import MailComposer from 'nodemailer/lib/mail-composer'
import { withToken } from '../address.js'
import { messageIds } from '../inbound/header-lines.js'
import { htmlToText } from '../inbound/html-to-text.js'
import type { InboxSettings } from '../inbox-settings.js'
import { DELIVERY_HEADER, ownMessageId } from '../own-mail.js'
import { applyLayout } from './layout.js'

export interface ComposedMail { readonly messageId: string; readonly raw: Buffer }

/** RFC 3834: what answers a mail and what does not are different things. */
const automaticHeaders = (notice: boolean) => ({ 'Auto-Submitted': notice ? 'auto-generated' : 'auto-replied', 'X-Auto-Response-Suppress': 'All', Precedence: 'bulk' })

/** The mail for a message: text beside HTML, threaded, and marked so that our own are known when they come back. `address`: the representative address. */
export async function composeMail(message: OutboundMessage, address: string, settings: InboxSettings): Promise<ComposedMail> {
  const messageId = ownMessageId(message, address)
  const references = (message.references ?? []).flatMap(messageIds)
  const html = applyLayout(settings.layout, htmlOf(message.parts))
  const mail = new MailComposer({
    from: { name: settings.senderName, address: settings.senderAddress || address },
    to: message.to.map(mailbox),
    cc: (message.cc ?? []).map(mailbox),
    replyTo: { name: settings.senderName, address: withToken(address, message.replyToken) },
    subject: message.subject ?? '',
    messageId,
    ...(references.length > 0 && { inReplyTo: references.at(-1), references: references.join(' ') }),
    html,
    text: htmlToText(html),
    attachments: message.parts.flatMap((part) =>
      part.type === 'attachment' ? [{ filename: part.name, contentType: part.mediaType, content: Buffer.from(part.content), ...(part.inlineId && { cid: part.inlineId }) }] : [],
    ),
    headers: { [DELIVERY_HEADER]: `${message.deliveryId} ${address}`, ...(message.automatic && automaticHeaders(message.notice ?? false)) },
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile()
  return { messageId, raw: await mail.build() }
}

function htmlOf(parts: readonly Part[]): string {
  const html = parts.flatMap((part) => (part.type === 'html' ? [part.body] : []))
  if (html.length > 0) return html.join('\n')
  const text = parts.flatMap((part) => (part.type === 'text' ? [part.body] : []))
  return text.map((body) => `<p>${escapeHtml(body).replace(/\r?\n/g, '<br>')}</p>`).join('\n')
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
}

function mailbox(identity: Identity): { name: string; address: string } {
  return { name: identity.displayName ?? '', address: identity.address }
}
