import { Readable } from 'node:stream'
import SMTPConnection, { type SMTPConnectionSendInfo } from 'nodemailer/lib/smtp-connection'
import { smtpError } from './smtp-error.js'

export interface SmtpServerAddress {
  readonly host: string
  readonly port: number
  readonly security: 'none' | 'starttls' | 'tls'
  /** Empty: no log-in. */
  readonly user: string
  readonly password: string
  /** How long the server may stay silent. */
  readonly timeoutMs: number
  /** What we call ourselves. */
  readonly name: string
}

const CONNECT_TIMEOUT = 15_000

/** One connection to a mail server. Every error leaves as a ChannelError that knows whether the mail may have been taken. */
export class SmtpExchange {
  private readonly connection: SMTPConnection
  /** True from the moment the last byte was handed over: from then on only the server knows. */
  private written = false

  constructor(private readonly server: SmtpServerAddress, private readonly signal: AbortSignal) {
    const timeout = Math.min(CONNECT_TIMEOUT, server.timeoutMs)
    this.connection = new SMTPConnection({
      host: server.host,
      port: server.port,
      secure: server.security === 'tls',
      ignoreTLS: server.security === 'none',
      requireTLS: server.security === 'starttls',
      name: server.name,
      connectionTimeout: timeout,
      greetingTimeout: timeout,
      dnsTimeout: timeout,
      socketTimeout: server.timeoutMs,
      allowInternalNetworkInterfaces: true,
    })
    this.connection.on('error', () => undefined)
  }

  /** Connects and logs in. */
  async open(): Promise<void> {
    await this.run<void>((done) => this.connection.connect((error) => done(error ?? null)))
    const { user, password } = this.server
    if (user !== '') await this.run<void>((done) => this.connection.login({ user, pass: password, credentials: { user, pass: password } }, (error) => done(error)))
  }

  send(from: string, to: readonly string[], mail: Buffer): Promise<SMTPConnectionSendInfo> {
    const content = Readable.from([mail], { objectMode: false })
    content.once('end', () => (this.written = true))
    return this.run((done) => this.connection.send({ from, to: [...to], size: mail.length }, content, (error, info) => done(error, info)))
  }

  /** Leaves politely; does not wait. */
  close(): void {
    if (this.signal.aborted) this.connection.close()
    else this.connection.quit()
  }

  private async run<T>(start: (done: (error: Error | null | undefined, result?: T) => void) => void): Promise<T> {
    let stop = () => {}
    try {
      return await new Promise<T>((resolve, reject) => {
        const onError = (error: Error) => reject(error)
        const onEnd = () => reject(new Error('The server closed the connection'))
        const onAbort = () => {
          this.connection.close()
          reject(new Error('Stopped before the server answered'))
        }
        stop = () => {
          this.connection.off('error', onError).off('end', onEnd)
          this.signal.removeEventListener('abort', onAbort)
        }
        if (this.signal.aborted) return onAbort()
        this.connection.on('error', onError).on('end', onEnd)
        this.signal.addEventListener('abort', onAbort)
        start((error, result) => (error ? reject(error) : resolve(result as T)))
      })
    } catch (error) {
      this.connection.close()
      throw smtpError(error, this.written)
    } finally {
      stop()
    }
  }
}
