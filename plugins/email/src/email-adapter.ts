import { inject, injectable, SERVICE_INFO, type Capabilities, type ChannelAdapter, type InboundEvent, type InboxHandle, type InboxSession, type ServiceInfo, type StoredRaw } from 'adapters-sdk'
import { emailEnvironment } from './environment.js'
import type { InboxSettings } from './inbox-settings.js'
import { parseMail } from './inbound/parse-mail.js'
import { EmailSession, serverOf } from './outbound/email-session.js'

const CAPABILITIES: Capabilities = {
  cc: true,
  inbound: ['gateway'],
  outbound: true,
  ordering: 'none',
  receipts: 'sent',
  idempotentSend: 'none',
  edit: 'none',
  delete: 'none',
  typing: false,
  templates: 'none',
  text: { formats: ['html', 'plain'], unit: 'characters' },
  attachments: { maxBytes: 25 * 1024 * 1024, maxCount: 20, mediaTypes: ['*/*'] },
  limits: { sendsPerSecond: 10, burst: 20, concurrency: 4 },
  identity: { scheme: 'email', mergeBy: true },
}

@injectable()
export class EmailAdapter implements ChannelAdapter<InboxSettings> {
  readonly channel = 'email'

  constructor(@inject(SERVICE_INFO) private readonly info: ServiceInfo) {}

  capabilities(): Capabilities {
    return CAPABILITIES
  }

  parse(raw: StoredRaw): Promise<InboundEvent[]> {
    return parseMail(raw)
  }

  async open(inbox: InboxHandle<InboxSettings>, signal: AbortSignal): Promise<InboxSession> {
    const { catcherPort, relayTimeoutMs } = emailEnvironment(this.info)
    const { address, settings } = inbox
    const password = settings.relay?.user ? await inbox.secret('relayPassword') : ''
    const session = new EmailSession(address, settings, serverOf(settings, password, catcherPort, relayTimeoutMs, address))
    await session.check(signal)
    return session
  }
}
