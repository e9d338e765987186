import { ChannelError, token, z } from 'adapters-sdk'

export const inboxSettings = z.object({ /** Origin of the site that has the form; empty: any. */ site: z.string().default('') })

/** What the form posts. `visitor` is a random id that the visitor's browser keeps: it names the conversation and is the key to its answers. */
const posted = z.object({ id: z.uuid(), visitor: z.uuid(), name: z.string().max(100).default(''), subject: z.string().max(200).default(''), text: z.string().min(1).max(20_000) })

/** Translates between the form and the host; the host keeps customers, tickets and retries. */
export class Adapter {
  static inject = [token('webform.answers@1')]
  channel = 'webform'
  constructor(answers) {
    this.answers = answers
  }

  capabilities() {
    return {
      inbound: ['webhook'], outbound: true, ordering: 'none', receipts: 'none', idempotentSend: 'native',
      edit: 'none', delete: 'none', typing: false, templates: 'none',
      text: { formats: ['plain'], max: 20_000, unit: 'characters' },
      attachments: { maxBytes: 0, maxCount: 0, mediaTypes: [] },
      limits: { sendsPerSecond: 100, burst: 100, concurrency: 4 },
      identity: { scheme: 'opaque' },
    }
  }

  /** Pure: what does not fit is kept by the host, shown, and can be replayed. */
  parse(raw) {
    const { id, visitor, name, subject, text } = read(raw.body)
    return [{
      kind: 'message', externalId: id, occurredAt: raw.receivedAt, conversationKey: visitor,
      from: { scheme: 'opaque', address: visitor, displayName: name }, subject, parts: [{ type: 'text', body: text }],
    }]
  }

  async open() {
    const { answers } = this
    return {
      async send(message) {
        const text = message.parts.find((part) => part.type === 'text')?.body ?? ''
        // The delivery's id is the key: sending it again changes nothing, which is what `native` promises.
        await answers.write(`delivery:${message.deliveryId}`, message.to[0].address, text)
        return { externalId: message.deliveryId, status: 'delivered' }
      },
      health: () => 'connected',
      async close() {},
    }
  }
}

/** `/hooks/webform/<key>`: the host stores what `split` gives before it answers. */
export class FormWebhook {
  channel = 'webform'

  async verify(request, inbox) {
    const { site } = inbox.settings
    return site === '' || request.headers.origin === site ? 'ok' : 'forged'
  }

  split(request) {
    let id
    try {
      id = read(request.body).id
    } catch {
      // Kept all the same, under a name of its own: `parse` says what is wrong with it.
      id = `unreadable:${request.receivedAt}:${Math.random()}`
    }
    return [{ externalId: id, receivedAt: request.receivedAt, headers: {}, body: request.body }]
  }
}

function read(body) {
  try {
    return posted.parse(JSON.parse(new TextDecoder().decode(body)))
  } catch (cause) {
    throw new ChannelError('payload.invalid', 'not what the form posts', { certainty: 'not-sent', cause })
  }
}
