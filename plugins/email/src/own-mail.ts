import { createHash } from 'node:crypto'
import type { OutboundMessage } from 'adapters-sdk'
import { domainOf } from './address.js'

/** Marks what an inbox sent: `<delivery id> <address of the inbox>`. */
export const DELIVERY_HEADER = 'X-OpenContact-Delivery'

const OURS = /^<d[\w-]{1,64}\.[0-9a-f]{20}@([^>]+)>$/

/** The same over all attempts of a delivery; different for another mail, even of a database that was set up anew. */
export function ownMessageId(message: OutboundMessage, address: string): string {
  const body = message.parts.map((part) => (part.type === 'attachment' ? part.name : part.body))
  const hash = createHash('sha256').update(JSON.stringify([message.deliveryId, address, message.to, message.subject, body])).digest('hex')
  return `<d${message.deliveryId.replace(/[^\w-]/g, '-').slice(0, 64)}.${hash.slice(0, 20)}@${domainOf(address)}>`
}

export function isOwnMessageId(messageId: string, domains: readonly string[]): boolean {
  return domains.includes(OURS.exec(messageId)?.[1] ?? '')
}

/** True for a mail that one of these addresses sent and that came back. */
export function isOwnMail(deliveryHeader: string, addresses: readonly string[]): boolean {
  const sender = deliveryHeader.split(' ')[1]
  return sender !== undefined && addresses.includes(sender.toLowerCase())
}
