/** What the SMTP receiver keeps of the envelope beside the raw mail. */
export interface Envelope {
  /** Empty for bounces. */
  readonly from: string
  /** Addresses of this inbox the mail was delivered to, with their reply tokens. */
  readonly to: readonly string[]
}
const FROM = 'envelope-from'
const TO = 'envelope-to'

export function envelopeHeaders(envelope: Envelope, session: { readonly remoteAddress: string; readonly helo: string }): Record<string, string> {
  return { [FROM]: envelope.from, [TO]: envelope.to.join(', '), 'remote-address': session.remoteAddress, helo: session.helo }
}

/** null: the mail did not come by SMTP, so that nothing is known about its sender's address. */
export function readEnvelope(headers: Readonly<Record<string, string>>): Envelope | null {
  const from = headers[FROM]
  return from === undefined ? null : { from, to: (headers[TO] ?? '').split(', ').filter((address) => address !== '') }
}
