import { ChannelError, type Identity, type InboundEvent, type InboundMessage, type StoredRaw } from 'adapters-sdk'
import { simpleParser, type ParsedMail } from 'mailparser'
import { baseAddress, domainOf } from '../address.js'
import { automaticKind } from './automatic.js'
import { mailDate } from './mail-date.js'
import { readEnvelope, type Envelope } from './envelope.js'
import { failedDelivery } from './failed-delivery.js'
import { headerValue, headerValues, messageIds } from './header-lines.js'
import { cleanText } from './clean-text.js'
import { mailParts } from './mail-parts.js'
import { mailboxes, replyToken } from './recipients.js'
import { labelKorean } from './unlabelled-korean.js'

/** One mail as it arrived → the message in it, and what it reports about a mail of ours. Pure. */
export async function parseMail(raw: StoredRaw): Promise<InboundEvent[]> {
  const warnings: string[] = []
  const mail = await readMime(raw.body, warnings)
  const envelope = readEnvelope(raw.headers)
  const own = [...new Set((envelope?.to ?? []).map(baseAddress))]
  const to = mailboxes(headerValues(mail, 'to'))
  const cc = mailboxes(headerValues(mail, 'cc'))
  const messageId = messageIds(headerValue(mail, 'message-id'))[0]
  const subject = cleanText(typeof mail.subject === 'string' ? mail.subject : '').trim()
  const shared = { externalId: raw.externalId, occurredAt: mailDate(headerValue(mail, 'date'), raw.receivedAt) }
  const message: InboundMessage = {
    ...shared,
    kind: 'message',
    aliases: messageId ? [messageId] : [],
    from: sender(mail, envelope, own, warnings),
    to,
    cc,
    subject,
    parts: mailParts(mail, warnings),
    references: references(mail),
    replyToken: replyToken([...(envelope?.to ?? []), ...[...to, ...cc].map((identity) => identity.address)], own),
    automatic: automaticKind(mail, envelope, own),
    warnings,
  }
  const failed = message.automatic === 'bounce' ? failedDelivery(raw.body, own.map(domainOf)) : null
  if (!failed) return [message]
  return [{ ...message, references: [...message.references!, failed.messageId] }, { ...shared, kind: 'receipt', deliveryRef: failed.messageId, status: 'failed', code: failed.code }]
}

async function readMime(body: Uint8Array, warnings: string[]): Promise<ParsedMail> {
  const mail = await mime(body)
  if (!mail.headerLines?.length) throw new ChannelError('payload.invalid', 'The mail has no headers')
  const replaced = [mail.subject, mail.text, mail.html].some((text) => typeof text === 'string' && text.includes('\ufffd'))
  const labelled = replaced ? labelKorean(body) : null
  if (labelled) warnings.push('email.charset_guessed')
  else if (replaced) warnings.push('email.charset_damaged')
  return labelled ? mime(labelled) : mail
}

async function mime(body: Uint8Array): Promise<ParsedMail> {
  try {
    return await simpleParser(Buffer.from(body), { keepCidLinks: true, keepDeliveryStatus: true, skipHtmlToText: true, skipTextLinks: true, checksumAlgo: false })
  } catch (cause) {
    throw new ChannelError('payload.invalid', `The mail cannot be read: ${String(cause)}`, { certainty: 'not-sent', cause })
  }
}

/** Who wants the answer: Reply-To of web forms and lists before From, From before the envelope. */
function sender(mail: ParsedMail, envelope: Envelope | null, own: readonly string[], warnings: string[]): Identity {
  const from = mailboxes([...headerValues(mail, 'from'), ...headerValues(mail, 'sender')])
  const answers = mailboxes(headerValues(mail, 'reply-to')).filter((identity) => !own.includes(baseAddress(identity.address)))
  const answer = answers.length === 1 ? answers[0] : undefined
  if (answer && from[0] && answer.address !== from[0].address) return { ...answer, displayName: answer.displayName ?? from[0].displayName }
  if (from[0]) return from[0]
  warnings.push('email.sender_missing')
  const fallback = answer ?? mailboxes([envelope?.from ?? ''])[0]
  if (!fallback) throw new ChannelError('payload.invalid', 'The mail names no sender')
  return fallback
}

/** Message-IDs of earlier mails of the conversation, newest last: References, then In-Reply-To. */
function references(mail: ParsedMail): string[] {
  const listed = headerValues(mail, 'references').flatMap(messageIds)
  const answered = headerValues(mail, 'in-reply-to').flatMap(messageIds)
  return [...new Set([...listed.filter((id) => !answered.includes(id)), ...answered])]
}
