import type { InboundMessage } from 'adapters-sdk'
import type { ParsedMail } from 'mailparser'
import { DELIVERY_HEADER, isOwnMail } from '../own-mail.js'
import type { Envelope } from './envelope.js'
import { headerValue } from './header-lines.js'

/** Whether a machine wrote it (RFC 3834, RFC 2919, RFC 3464 and what senders do instead). `addresses`: the inbox's own. */
export function automaticKind(mail: ParsedMail, envelope: Envelope | null, addresses: readonly string[]): InboundMessage['automatic'] {
  const header = (name: string) => headerValue(mail, name).toLowerCase()
  if (isOwnMail(headerValue(mail, DELIVERY_HEADER.toLowerCase()), addresses)) return 'own'
  if (/^multipart\/report\b.*report-type="?delivery-status/.test(header('content-type'))) return 'bounce'
  const submitted = header('auto-submitted')
  const nullSender = envelope?.from === '' || header('return-path') === '<>'
  if (nullSender && submitted === '' && !header('x-autoreply')) return 'bounce'
  const precedence = header('precedence')
  if (/^(?:list|bulk)/.test(precedence) && (header('list-id') || header('list-unsubscribe'))) return 'list'
  if (submitted && !submitted.startsWith('no')) return 'auto-reply'
  if (nullSender || precedence === 'auto_reply' || precedence === 'bulk' || precedence === 'junk') return 'auto-reply'
  if (/^(?:yes|true|1)/.test(header('x-autoreply')) || header('x-autorespond') || header('x-autoreply-from')) return 'auto-reply'
  if (/\b(?:all|autoreply)\b/.test(header('x-auto-response-suppress'))) return 'auto-reply'
  return undefined
}
