import { ChannelError, hostAction, type InboxSession, type OutboundMessage, type SendResult } from 'adapters-sdk'
import { domainOf, withToken } from '../address.js'
import type { InboxSettings } from '../inbox-settings.js'
import { composeMail } from './compose-mail.js'
import { SmtpExchange, type SmtpServerAddress } from './smtp-exchange.js'

/** An inbox connected to its relay, or to the mail catcher where it has none. Each mail has a connection of its own. */
export class EmailSession implements InboxSession {
  private state: ReturnType<InboxSession['health']> = 'connected'
  private readonly stopping = new AbortController()

  constructor(private readonly address: string, private readonly settings: InboxSettings, private readonly server: SmtpServerAddress) {}

  /** Connects and logs in once, to find out whether it works. */
  async check(signal: AbortSignal): Promise<void> {
    const exchange = this.exchange(signal)
    await exchange.open()
    exchange.close()
  }

  async send(message: OutboundMessage, signal: AbortSignal): Promise<SendResult> {
    const { messageId, raw } = await composeMail(message, this.address, this.settings)
    const to = [...message.to, ...(message.cc ?? [])].map((identity) => identity.address)
    const exchange = this.exchange(signal)
    try {
      await exchange.open()
      const { rejected } = await exchange.send(this.envelopeFrom(message), to, raw)
      this.state = 'connected'
      if (rejected.length > 0) throw new ChannelError('recipient.invalid', `Sent to the others, but refused for ${rejected.join(', ')}`, { certainty: 'maybe-sent' })
      return { externalId: messageId, status: 'sent' }
    } catch (error) {
      if (error instanceof ChannelError) this.state = healthAfter(error) ?? this.state
      throw error
    } finally {
      exchange.close()
    }
  }

  health(): ReturnType<InboxSession['health']> {
    return this.stopping.signal.aborted ? 'stopped' : this.state
  }

  async close(): Promise<void> {
    this.stopping.abort()
  }

  private exchange(signal: AbortSignal): SmtpExchange {
    return new SmtpExchange(this.server, AbortSignal.any([signal, this.stopping.signal]))
  }

  /** Bounces come back to the ticket, unless the relay only takes the sender's own address. */
  private envelopeFrom(message: OutboundMessage): string {
    return this.settings.relay && this.settings.senderAddress ? this.settings.senderAddress : withToken(this.address, message.replyToken)
  }
}

/** Where mails of an inbox go. */
export function serverOf(settings: InboxSettings, password: string, catcherPort: number, timeoutMs: number, address: string): SmtpServerAddress {
  const relay = settings.relay ?? { host: '127.0.0.1', port: catcherPort, security: 'none' as const, user: '' }
  return { ...relay, password, timeoutMs, name: domainOf(address) }
}

function healthAfter(error: ChannelError): 'needs-reauth' | 'degraded' | undefined {
  const action = hostAction(error)
  return action === 'needs-reauth' ? action : action === 'retry' || action === 'reconcile' ? 'degraded' : undefined
}
