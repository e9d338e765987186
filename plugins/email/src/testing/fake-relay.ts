import type { Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import type { ConformanceProvider, ProviderFault } from 'adapters-sdk/testing'
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server'
import { SmtpReply } from '../receiver/smtp-listener.js'

/** A mail as the relay took it. */
export interface TakenMail { readonly from: string; readonly to: readonly string[]; readonly raw: string }

/** A real mail server on the loopback that can go wrong in every way a relay does. */
export class FakeRelay implements ConformanceProvider {
  readonly faults: readonly ProviderFault[] = ['refused', 'rate-limited', 'unauthorized', 'timeout-before-write', 'timeout-after-write', 'closed-after-write', 'slow-body']
  readonly password = 'right-password'
  readonly mails: TakenMail[] = []
  /** Recipients it refuses even when it works. */
  readonly refusedRecipients = new Set<string>()
  /** The answer to DATA, instead of 250. */
  answer: SmtpReply | null = null
  port = 0
  private fault: ProviderFault | null = null
  private readonly sockets = new Set<Socket>()
  private readonly server: SMTPServer

  constructor() {
    this.server = new SMTPServer({
      authOptional: true,
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      logger: false,
      closeTimeout: 100,
      onAuth: ({ password }, _session, done) => (this.fault === 'unauthorized' || password !== this.password ? done(new SmtpReply(535, 'Authentication failed')) : done(null, { user: 'relay' })),
      onMailFrom: (_address, _session, done) => (this.fault === 'timeout-before-write' ? undefined : done()),
      onRcptTo: ({ address }, _session, done) => {
        if (this.fault === 'refused' || this.refusedRecipients.has(address)) done(new SmtpReply(550, '5.1.1 No such user'))
        else if (this.fault === 'rate-limited') done(new SmtpReply(451, '4.7.1 Slow down'))
        else done()
      },
      onData: (stream, session, done) =>
        void this.take(stream, session.envelope.mailFrom ? session.envelope.mailFrom.address : '', session.envelope.rcptTo.map((to) => to.address), done),
    })
    this.server.on('error', () => undefined)
    this.server.server.on('connection', (socket: Socket) => {
      this.sockets.add(socket)
      socket.once('close', () => this.sockets.delete(socket))
    })
  }

  start(): Promise<void> {
    return new Promise((resolve) =>
      this.server.listen(0, '127.0.0.1', () => {
        this.port = (this.server.server.address() as { port: number }).port
        resolve()
      }),
    )
  }

  stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy()
    return new Promise((resolve) => this.server.close(() => resolve()))
  }

  fail(fault: ProviderFault | null): void {
    this.fault = fault
  }

  taken(): readonly string[] {
    return this.mails.map((mail) => /^X-OpenContact-Delivery: (\S+)/im.exec(mail.raw)?.[1] ?? '')
  }

  private async take(stream: SMTPServerDataStream, from: string, to: readonly string[], done: (error?: Error | null, message?: string) => void): Promise<void> {
    const raw = await text(stream)
    if (this.answer) return done(this.answer)
    this.mails.push({ from, to, raw })
    if (this.fault === 'timeout-after-write') return
    if (this.fault === 'closed-after-write') return this.sockets.forEach((socket) => socket.destroy())
    if (this.fault === 'slow-body') return void setTimeout(() => done(null, 'Taken'), 300)
    done(null, 'Taken')
  }
}
