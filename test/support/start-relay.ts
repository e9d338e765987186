import { SMTPServer } from 'smtp-server'
import { freePort } from './free-port.js'

/** What the relay does to the next mails. */
export type RelayFault =
  | { readonly kind: 'none' }
  /** Answers RCPT (of one address only, when it is named) or the end of DATA with this code. */
  | { readonly kind: 'refuse'; readonly at: 'rcpt' | 'data'; readonly code: number; readonly only?: string }
  /** Takes everything and never answers the end of DATA; the mail counts as taken. */
  | { readonly kind: 'hang' }
  /** Takes everything and closes the connection instead of answering. */
  | { readonly kind: 'drop' }

export interface RelayedMail { readonly from: string; readonly to: readonly string[]; readonly raw: string }

export interface Relay {
  readonly host: string
  readonly port: number
  /** Everything it has taken responsibility for, in order. */
  readonly mails: RelayedMail[]
  fault: RelayFault
  /** Called when a mail is taken, before the client hears of it: the moment to kill the client. */
  onAccepted: ((mail: RelayedMail) => void | Promise<void>) | undefined
  stop(): Promise<void>
}

const refusal = (code: number) => Object.assign(new Error(code < 500 ? 'Try again later' : 'Not accepted'), { responseCode: code })

/** A real SMTP server on loopback, in the place of a mail provider's. */
export async function startRelay({ user, password }: { readonly user?: string; readonly password?: string } = {}): Promise<Relay> {
  const port = await freePort()
  const server = new SMTPServer({
    authOptional: user === undefined,
    disabledCommands: user === undefined ? ['STARTTLS', 'AUTH'] : ['STARTTLS'],
    allowInsecureAuth: true,
    logger: false,
    onAuth: (auth, _session, done) => {
      if (auth.username === user && auth.password === password) done(null, { user: auth.username })
      else done(Object.assign(new Error('Wrong user name or password'), { responseCode: 535 }))
    },
    onRcptTo: (address, _session, done) => {
      const { fault } = relay
      done(fault.kind === 'refuse' && fault.at === 'rcpt' && (fault.only ?? address.address) === address.address ? refusal(fault.code) : null)
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { fault } = relay
        if (fault.kind === 'refuse' && fault.at === 'data') return done(refusal(fault.code))
        const { mailFrom, rcptTo } = session.envelope
        const mail = { from: mailFrom ? mailFrom.address : '', to: rcptTo.map((to) => to.address), raw: Buffer.concat(chunks).toString('latin1') }
        relay.mails.push(mail)
        if (fault.kind === 'hang') return
        void Promise.resolve(relay.onAccepted?.(mail)).then(() => {
          if (fault.kind === 'drop') for (const connection of server.connections as Set<{ close(): void }>) connection.close()
          else done()
        })
      })
    },
  })
  server.on('error', () => { /* a client that was killed leaves a reset connection behind */ })
  const relay: Relay = {
    host: '127.0.0.1',
    port,
    mails: [],
    fault: { kind: 'none' },
    onAccepted: undefined,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
  await new Promise<void>((resolve) => { server.listen(port, '127.0.0.1', () => resolve()) })
  return relay
}
