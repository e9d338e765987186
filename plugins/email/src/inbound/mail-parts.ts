import type { Part } from 'adapters-sdk'
import type { Attachment, ParsedMail } from 'mailparser'
import { cleanText } from './clean-text.js'
import { isNestedDeeper } from './html-depth.js'
import { htmlToText } from './html-to-text.js'
import { splitQuotedHtml } from './quoted-html.js'
import { splitQuotedText } from './quoted-text.js'

/** Beyond these a body is kept whole: finding its quotation would cost more than folding it is worth. */
const LONGEST_SPLIT = 2_000_000
const DEEPEST_SPLIT = 1_000

/** What the sender wrote, what is only repeated, and the attachments. HTML is left as sent: the host makes it safe. */
export function mailParts(mail: ParsedMail, warnings: string[]): Part[] {
  const html = typeof mail.html === 'string' ? cleanText(mail.html) : ''
  const text = cleanText(mail.text ?? '').trim()
  return [...(html.trim() === '' ? textParts(text) : htmlParts(html, text, warnings)), ...mail.attachments.map(attachment)]
}

function textParts(text: string): Part[] {
  const { own, quoted } = splitQuotedText(text)
  return [{ type: 'text', body: own }, ...(quoted === null ? [] : [{ type: 'text', body: quoted, quoted: true } as const])]
}

function htmlParts(html: string, text: string, warnings: string[]): Part[] {
  if (html.length > LONGEST_SPLIT || isNestedDeeper(html, DEEPEST_SPLIT)) {
    warnings.push('email.body_unfolded')
    return [{ type: 'text', body: text || html.replace(/<[^<>]*>/g, ' ').replace(/\s+/g, ' ').trim() }, { type: 'html', body: html }]
  }
  const { own, quoted } = splitQuotedHtml(html)
  return [{ type: 'text', body: htmlToText(own) }, { type: 'html', body: own }, ...(quoted === null ? [] : [{ type: 'html', body: quoted, quoted: true } as const])]
}

function attachment(part: Attachment, index: number): Part {
  const name = cleanText(part.filename ?? '').trim() || `${part.contentType.startsWith('message/') ? 'message' : 'attachment'}-${index + 1}${EXTENSIONS[part.contentType] ?? ''}`
  return { type: 'attachment', name, mediaType: part.contentType, content: part.content, ...(part.cid && { inlineId: part.cid }) }
}

/** For parts that senders commonly leave without a name. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/png': '.png', 'image/jpeg': '.jpg', 'image/gif': '.gif', 'application/pdf': '.pdf', 'text/calendar': '.ics',
  'message/rfc822': '.eml', 'message/delivery-status': '.txt', 'text/rfc822-headers': '.txt', 'text/plain': '.txt', 'text/html': '.html',
}
