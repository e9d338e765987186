import { ChannelError, hostAction, inject, injectable, LOG, SERVICE_INFO, type JobHandler, type Log, type ServiceInfo } from 'adapters-sdk'
import MailComposer from 'nodemailer/lib/mail-composer'
import { emailEnvironment } from '../environment.js'
import { SmtpExchange } from '../outbound/smtp-exchange.js'
import { relayFromUrl } from './relay-url.js'

export interface Notice { readonly to: { readonly name: string; readonly address: string }; readonly subject: string; readonly text: string; readonly link: string | null }

/** Sends one mail to a member through the installation's relay. */
@injectable()
export class SendNotice implements JobHandler<Notice> {
  constructor(@inject(SERVICE_INFO) private readonly info: ServiceInfo, @inject(LOG) private readonly log: Log) {}

  async run({ to, subject, text, link }: Notice, signal: AbortSignal): Promise<void> {
    const { relayUrl, relayTimeoutMs, domain, sender } = emailEnvironment(this.info)
    if (relayUrl === null) return this.log.warn({ to: to.address }, 'a notice was dropped: OC_EMAIL_RELAY_URL is gone')
    const mail = await new MailComposer({ from: sender, to, subject, text: link ? `${text}\n\n${link}` : text, headers: { 'Auto-Submitted': 'auto-generated' } }).compile().build()
    const exchange = new SmtpExchange(relayFromUrl(relayUrl, relayTimeoutMs, domain), signal)
    try {
      await exchange.open()
      await exchange.send(sender, [to.address], mail)
    } catch (error) {
      // Only what surely was not sent, and has a chance, is tried again.
      if (error instanceof ChannelError && hostAction(error) !== 'retry' && hostAction(error) !== 'needs-reauth') return this.log.error({ to: to.address, code: error.code, error: error.message }, 'a notice was not sent')
      throw error
    } finally {
      exchange.close()
    }
  }
}
