import type { SmtpServerAddress } from '../outbound/smtp-exchange.js'

/** `smtps://` is TLS from the start, `smtp://` wants STARTTLS, `smtp://…?security=none` goes without. */
export function relayFromUrl(text: string, timeoutMs: number, name: string): SmtpServerAddress {
  const url = new URL(text)
  const tls = url.protocol === 'smtps:'
  if (!tls && url.protocol !== 'smtp:') throw new Error('OC_EMAIL_RELAY_URL must begin with smtp:// or smtps://')
  const security = tls ? 'tls' : url.searchParams.get('security') === 'none' ? 'none' : 'starttls'
  return { host: url.hostname, port: Number(url.port) || (tls ? 465 : 587), security, user: decodeURIComponent(url.username), password: decodeURIComponent(url.password), timeoutMs, name }
}
