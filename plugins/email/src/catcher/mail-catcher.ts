import { buffer } from 'node:stream/consumers'
import { CLOCK, DB, inject, injectable, LOG, SERVICE_INFO, START_NOTICE, type Clock, type Db, type Gateway, type GatewayHost, type Log, type ResolvedInbox, type ServiceInfo, type StartNotice } from 'adapters-sdk'
import { simpleParser } from 'mailparser'
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server'
import { baseAddress } from '../address.js'
import { emailEnvironment } from '../environment.js'
import { cleanText } from '../inbound/clean-text.js'
import { SmtpListener, SmtpReply } from '../receiver/smtp-listener.js'
import { CaughtMails } from './caught-mails.js'

const LOOPBACK = '127.0.0.1'

/** The mail server that services without a relay send to: nothing leaves, everything can be looked at in the console. */
@injectable()
export class MailCatcher implements Gateway {
  private listener: SmtpListener | null = null
  /** Where it really listens, once started. */
  port = 0
  private readonly senders = new WeakMap<SMTPServerSession, ResolvedInbox>()

  constructor(
    @inject(SERVICE_INFO) private readonly info: ServiceInfo,
    @inject(DB) private readonly db: Db,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOG) private readonly log: Log,
    @inject(START_NOTICE) private readonly notice: StartNotice,
  ) {}

  async start(host: GatewayHost): Promise<void> {
    const { catcherPort, maxBytes } = emailEnvironment(this.info)
    this.listener = new SmtpListener({
      size: maxBytes,
      onMailFrom: ({ address }, session, done) => void this.identify(host, address, session).then(done, done),
      onRcptTo: (_address, _session, done) => done(),
      onData: (stream, session, done) => void this.catch(stream, session).then(() => done(null, 'Caught'), (error: unknown) => this.refuse(error, done)),
    })
    this.port = await this.listener.listen(catcherPort, LOOPBACK)
    this.notice.line('Mail catcher', `${LOOPBACK}:${this.port}`)
  }

  async stop(): Promise<void> {
    await this.listener?.close()
    this.listener = null
  }

  private async identify(host: GatewayHost, address: string, session: SMTPServerSession): Promise<undefined> {
    const inbox = await host.resolve('email', baseAddress(address))
    if (!inbox) throw new SmtpReply(550, 'Only inboxes of this installation send through here')
    this.senders.set(session, inbox)
  }

  private async catch(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
    const raw = await buffer(stream)
    if (stream.sizeExceeded) throw new SmtpReply(552, 'The mail is too large')
    const inbox = this.senders.get(session)
    if (!inbox) throw new SmtpReply(503, 'Who is sending?')
    const subject = await subjectOf(raw)
    const { mailFrom, rcptTo } = session.envelope
    await inbox.run(() =>
      new CaughtMails(this.db).add({ inboxId: inbox.inboxId, sender: mailFrom ? mailFrom.address : '', recipients: rcptTo.map((to) => to.address), subject, raw, receivedAt: this.clock.now() }),
    )
  }

  private refuse(error: unknown, done: (error: Error) => void): void {
    if (error instanceof SmtpReply) return done(error)
    this.log.error({ error: String(error) }, 'cannot keep a caught mail')
    done(new SmtpReply(451, 'The mail could not be kept'))
  }
}

async function subjectOf(raw: Buffer): Promise<string> {
  const end = raw.indexOf('\r\n\r\n')
  const { subject } = await simpleParser(raw.subarray(0, end < 0 ? raw.length : end + 4))
  return cleanText(subject ?? '')
}
