import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** Refuses an SMTP command with this reply. */
export class SmtpReply extends Error {
  constructor(readonly responseCode: number, message: string) {
    super(message)
  }
}

/** An SMTP port without log-in, whose handlers are promises. */
export class SmtpListener {
  private readonly server: SMTPServer

  constructor(options: SMTPServerOptions) {
    this.server = new SMTPServer({
      banner: 'OpenContact',
      // Without a certificate of one's own STARTTLS would only pretend.
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      logger: false,
      closeTimeout: 10_000,
      socketTimeout: 120_000,
      ...options,
    })
    this.server.on('error', () => undefined)
  }

  /** Resolves to the port, which differs where 0 was asked for. */
  listen(port: number, host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.server.once('error', reject)
      this.server.listen(port, host, () => {
        this.server.server.off('error', reject)
        resolve((this.server.server.address() as AddressInfo).port)
      })
    })
  }

  /** Takes no new connection, lets running ones finish for a while, then resolves. */
  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()))
  }
}
