import { createHmac } from 'node:crypto'

const PREFIX = 'whsec_'

/** A secret as the receiver gets it: its text says what it is, the rest is the key in base64. */
export function toSecret(key: Buffer): string {
  return PREFIX + key.toString('base64')
}

/** The headers of standardwebhooks.com: a receiver that uses one of its libraries needs no code of its own. One signature for each secret. */
export function signCall(id: string, body: string, secrets: readonly string[], now: number): Record<string, string> {
  const seconds = String(Math.floor(now / 1000))
  const sign = (secret: string) => `v1,${createHmac('sha256', Buffer.from(secret.slice(PREFIX.length), 'base64')).update(`${id}.${seconds}.${body}`).digest('base64')}`
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': secrets.map(sign).join(' ') }
}
