import type { ChannelErrorCode } from 'adapters-sdk'
import { isOwnMessageId } from '../own-mail.js'
import { messageIds } from './header-lines.js'

export interface FailedDelivery { readonly messageId: string; readonly code: ChannelErrorCode }

const SCANNED_BYTES = 1_000_000

/**
 * What a delivery status notification (RFC 3464) says about a mail that one of `domains` sent; null: nothing final, or not ours.
 * Read from the raw text, because senders nest and label the returned original in every possible way.
 */
export function failedDelivery(raw: Uint8Array, domains: readonly string[]): FailedDelivery | null {
  const text = Buffer.from(raw.subarray(0, SCANNED_BYTES)).toString('latin1')
  if (!/^action:\s*failed/im.test(text)) return null
  const headers = text.match(/^message-id:.*(?:\r?\n[ \t].*)*/gim) ?? []
  const messageId = headers.flatMap(messageIds).find((id) => isOwnMessageId(id, domains))
  return messageId ? { messageId, code: errorCode(/^status:\s*([245]\.\d+\.\d+)/im.exec(text)?.[1] ?? '') } : null
}

/** RFC 3463 classes, as far as they tell an agent different things to do. */
export function errorCode(enhanced: string): ChannelErrorCode {
  if (/^5\.(?:2\.3|3\.4)$/.test(enhanced)) return 'attachment.too_large'
  if (enhanced.startsWith('5.7.')) return 'recipient.blocked'
  if (enhanced.startsWith('5.6.')) return 'content.rejected'
  return 'recipient.invalid'
}
