import { AppError, ChannelError, FILES, inject, injectable, type Capabilities, type ChannelAdapter, type ChannelSession, type Files, type InboundEvent, type NoteFile, type OutboundMessage } from 'adapters-sdk'
import { ANSWERS, type Answers } from './answers.js'
import { CHANNEL } from './transfers.js'

const MB = 1024 * 1024

/** An issue service's answers leave like those of any channel, durably and late enough to be taken back; they arrive in the service that the ticket came from. */
@injectable()
export class IssueAdapter implements ChannelAdapter {
  readonly channel = CHANNEL

  constructor(@inject(ANSWERS) private readonly answers: Answers, @inject(FILES) private readonly files: Files) {}

  capabilities(): Capabilities {
    return {
      inbound: [], outbound: true, ordering: 'none', receipts: 'none', idempotentSend: 'native', edit: 'none', delete: 'none', typing: false, templates: 'none',
      text: { formats: ['html'], unit: 'characters' },
      attachments: { maxBytes: 10 * MB, maxCount: 5, mediaTypes: ['*/*'] },
      limits: { sendsPerSecond: 100, burst: 100, concurrency: 4 },
      identity: { scheme: 'opaque' },
    }
  }

  parse(): readonly InboundEvent[] {
    throw new ChannelError('payload.invalid', 'nothing comes in through this channel')
  }

  async open(): Promise<ChannelSession> {
    return { send: (message) => this.send(message), health: () => 'connected', close: async () => undefined }
  }

  private async send({ deliveryId, conversationKey, parts, automatic }: OutboundMessage): ReturnType<ChannelSession['send']> {
    const [originId, transferId] = (conversationKey ?? '').split('.').map(Number)
    if (!originId || !transferId) throw new ChannelError('recipient.invalid', 'the ticket was not transferred from another service')
    // What triggers write to the customer is no answer to who transferred the ticket.
    if (!automatic) {
      let html = ''
      const files: NoteFile[] = []
      for (const part of parts) {
        if (part.type === 'html') html = part.body
        if (part.type === 'attachment') files.push({ ...(await this.files.store(part.content)), name: part.name, mediaType: part.mediaType })
      }
      try {
        await this.answers.bring(originId, transferId, { key: `delivery:${deliveryId}`, html, files })
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        throw new ChannelError('recipient.invalid', 'the service that the ticket came from is gone', { certainty: 'not-sent', cause: error })
      }
    }
    return { externalId: deliveryId, status: 'delivered' }
  }
}
