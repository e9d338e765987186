import { createHmac, timingSafeEqual } from 'node:crypto'

const STEP_SECONDS = 30
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Time-based one-time passwords, RFC 6238 with what authenticator apps expect: SHA-1, 30 seconds, 6 digits. */
export function totpAt(secret: Buffer, step: number, digits = 6): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const offset = mac[mac.length - 1]! & 15
  return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 10 ** digits).padStart(digits, '0')
}

/** The step whose code was given, one before and after now included since clocks differ; null: a wrong code. */
export function stepOf(secret: Buffer, code: string, now: number): number | null {
  const current = Math.floor(now / 1000 / STEP_SECONDS)
  const given = Buffer.from(code)
  const matching = [current - 1, current, current + 1].filter((step) => {
    const right = Buffer.from(totpAt(secret, step))
    return right.length === given.length && timingSafeEqual(right, given)
  })
  return matching.at(-1) ?? null
}

/** RFC 4648, without padding: how secrets are typed. */
export function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

/** What the QR code says. */
export function totpUri(secret: Buffer, issuer: string, account: string): string {
  return `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(account)}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`
}
