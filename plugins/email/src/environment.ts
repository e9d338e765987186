import type { ServiceInfo } from 'adapters-sdk'

/** `OC_EMAIL_…` of the installation, with defaults that work on one machine without any set-up. */
export interface EmailEnvironment {
  readonly smtpHost: string
  readonly smtpPort: number
  readonly catcherPort: number
  /** Mails larger than this are refused; room for 25 MB of attachments, which are a third longer on the way. */
  readonly maxBytes: number
  /** Representative addresses end in it. */
  readonly domain: string
  /** The installation's own way out, for mails to members: `smtp://user:password@host:587`. */
  readonly relayUrl: string | null
  /** The sender of those mails. */
  readonly sender: string
  /** How long a relay may stay silent. */
  readonly relayTimeoutMs: number
}

export function emailEnvironment({ environment }: Pick<ServiceInfo, 'environment'>): EmailEnvironment {
  const number = (name: string, fallback: number) => {
    const value = Number(environment[name] ?? fallback)
    if (!Number.isInteger(value) || value < 0) throw new Error(`OC_EMAIL_${name.toUpperCase()} must be a whole number, not "${environment[name]}"`)
    return value
  }
  const domain = (environment.domain || 'localhost').toLowerCase()
  return {
    smtpHost: environment.smtp_host || '127.0.0.1',
    smtpPort: number('smtp_port', 2525),
    catcherPort: number('catcher_port', 1025),
    maxBytes: number('max_bytes', 40 * 1024 * 1024),
    domain,
    relayUrl: environment.relay_url || null,
    sender: environment.sender || `no-reply@${domain}`,
    relayTimeoutMs: number('relay_timeout_ms', 60_000),
  }
}
