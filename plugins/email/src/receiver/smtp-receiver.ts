import { ChannelError, CLOCK, inject, injectable, LOG, SERVICE_INFO, START_NOTICE, type Clock, type Gateway, type GatewayHost, type Log, type RawInbound, type ResolvedInbox, type ServiceInfo, type StartNotice } from 'adapters-sdk'
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server'
import { baseAddress } from '../address.js'
import { emailEnvironment } from '../environment.js'
import { envelopeHeaders } from '../inbound/envelope.js'
import { MailIdentity } from './mail-identity.js'
import { SmtpListener, SmtpReply } from './smtp-listener.js'
import { tee } from './tee.js'

interface Recipient { readonly inbox: ResolvedInbox; readonly addresses: string[] }

const UNKNOWN = new SmtpReply(550, 'No such mailbox here')
const TRY_AGAIN = new SmtpReply(451, 'The mail could not be stored, please try again later')
const TOO_LARGE = new SmtpReply(552, 'The mail is too large')

/** Takes mails for all inboxes on one port (EML-1). A mail is acknowledged only once its raw bytes are stored (EML-9). */
@injectable()
export class SmtpReceiver implements Gateway {
  private listener: SmtpListener | null = null
  /** Where it really listens, once started. */
  port = 0
  private readonly recipients = new WeakMap<SMTPServerSession, Recipient[]>()

  constructor(
    @inject(SERVICE_INFO) private readonly info: ServiceInfo,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOG) private readonly log: Log,
    @inject(START_NOTICE) private readonly notice: StartNotice,
  ) {}

  async start(host: GatewayHost, signal: AbortSignal): Promise<void> {
    const environment = emailEnvironment(this.info)
    this.listener = new SmtpListener({
      size: environment.maxBytes,
      onMailFrom: (_address, session, done) => {
        this.recipients.set(session, [])
        done()
      },
      onRcptTo: ({ address }, session, done) => void this.accept(host, address, session).then(done, done),
      onData: (stream, session, done) =>
        void this.receive(stream, session, environment.maxBytes, signal).then(
          () => done(null, 'Stored'),
          (error: unknown) => this.refuse(error, stream, done),
        ),
    })
    this.port = await this.listener.listen(environment.smtpPort, environment.smtpHost)
    this.notice.line('Mail in', `${environment.smtpHost}:${this.port}`)
  }

  async stop(): Promise<void> {
    await this.listener?.close()
    this.listener = null
  }

  private async accept(host: GatewayHost, address: string, session: SMTPServerSession): Promise<undefined> {
    const inbox = await this.resolve(host, address)
    if (!inbox) throw UNKNOWN
    const recipients = this.recipients.get(session) ?? []
    this.recipients.set(session, recipients)
    const known = recipients.find((recipient) => recipient.inbox.inboxId === inbox.inboxId)
    if (known) known.addresses.push(address)
    else recipients.push({ inbox, addresses: [address] })
  }

  private async resolve(host: GatewayHost, address: string): Promise<ResolvedInbox | null> {
    try {
      return (await host.resolve('email', address.toLowerCase())) ?? (await host.resolve('email', baseAddress(address)))
    } catch (error) {
      this.log.error({ error: String(error) }, 'cannot look up a mail address')
      throw TRY_AGAIN
    }
  }

  private async receive(stream: SMTPServerDataStream, session: SMTPServerSession, maxBytes: number, signal: AbortSignal): Promise<void> {
    const recipients = this.recipients.get(session) ?? []
    const identity = new MailIdentity()
    const files = await tee(stream, recipients.map(({ inbox }) => (copy) => inbox.sink.store(copy, maxBytes)), (chunk) => identity.update(chunk))
    if (stream.sizeExceeded) throw TOO_LARGE
    const externalId = identity.externalId()
    const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address
    for (const [i, { inbox, addresses }] of recipients.entries()) {
      const raw: RawInbound = {
        externalId,
        receivedAt: this.clock.now(),
        headers: envelopeHeaders({ from, to: addresses }, { remoteAddress: session.remoteAddress, helo: session.hostNameAppearsAs }),
        body: files[i]!,
      }
      const result = await inbox.sink.push([raw], signal)
      if (!result.stored) throw TRY_AGAIN
    }
  }

  private refuse(error: unknown, stream: SMTPServerDataStream, done: (error: Error) => void): void {
    const tooLarge = stream.sizeExceeded || (error instanceof ChannelError && error.code === 'attachment.too_large')
    if (!(error instanceof SmtpReply) && !tooLarge) this.log.error({ error: String(error) }, 'cannot store a mail')
    done(tooLarge ? TOO_LARGE : error instanceof SmtpReply ? error : TRY_AGAIN)
  }
}
