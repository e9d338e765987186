import type { ChannelAdapter, ChannelSession, InboxHandle } from '../channel/adapter.js'
import type { Capabilities } from '../channel/capabilities.js'
import { ChannelError } from '../channel/channel-error.js'
import type { InboundEvent, StoredRaw } from '../channel/inbound.js'
import type { OutboundMessage, SendResult } from '../channel/outbound.js'
import type { FakeInbound } from './fake-provider.js'

export interface ReferenceSettings { readonly url: string; readonly timeoutMs: number }

const CAPABILITIES: Capabilities = {
  inbound: ['poll'], outbound: true, ordering: 'none', receipts: 'none', idempotentSend: 'native', edit: 'none', delete: 'none', typing: false, templates: 'none',
  text: { formats: ['plain'], max: 1000, unit: 'characters' },
  attachments: { maxBytes: 0, maxCount: 0, mediaTypes: [] },
  limits: { sendsPerSecond: 20, burst: 20, concurrency: 4 },
  identity: { scheme: 'handle' },
}

/** A whole channel in one file, for the fake provider: what a good adapter looks like, and what the kit is tested with. */
export class ReferenceAdapter implements ChannelAdapter<ReferenceSettings> {
  readonly channel = 'reference'

  capabilities(): Capabilities {
    return CAPABILITIES
  }

  parse(raw: StoredRaw): InboundEvent[] {
    const message = readMessage(raw.body)
    return [{ kind: 'message', externalId: message.id, occurredAt: message.at, conversationKey: message.from, from: { scheme: 'handle', address: message.from }, parts: [{ type: 'text', body: message.text }] }]
  }

  async open(inbox: InboxHandle<ReferenceSettings>, signal: AbortSignal): Promise<ChannelSession> {
    const token = await inbox.secret('token')
    const { url, timeoutMs } = inbox.settings
    const stopping = new AbortController()
    const call = (path: string, signal: AbortSignal, body?: unknown) => request(`${url}${path}`, token, AbortSignal.any([signal, stopping.signal]), timeoutMs, body)
    await call('/account', signal)
    return {
      async send(message: OutboundMessage, signal: AbortSignal): Promise<SendResult> {
        const text = message.parts.map((part) => (part.type === 'attachment' ? part.name : part.body)).join('\n')
        const { id } = (await call('/messages', signal, { deliveryId: message.deliveryId, to: message.to[0]?.address, text })) as { id: string }
        return { externalId: id, status: 'sent' }
      },
      async poll(cursor, _budget, signal) {
        const page = (await call(`/messages?after=${cursor ?? 0}`, signal)) as { messages: FakeInbound[]; cursor: string; more: boolean }
        const raw = page.messages.map((message) => ({ externalId: message.id, receivedAt: message.at, headers: {}, body: Buffer.from(JSON.stringify(message)) }))
        return { raw, cursor: page.cursor, more: page.more }
      },
      health: () => (stopping.signal.aborted ? 'stopped' : 'connected'),
      close: async () => stopping.abort(),
    }
  }
}

function readMessage(body: Uint8Array): FakeInbound {
  try {
    const message = JSON.parse(Buffer.from(body).toString()) as FakeInbound
    if (typeof message.id === 'string' && typeof message.from === 'string' && typeof message.text === 'string' && typeof message.at === 'number') return message
  } catch (cause) {
    throw new ChannelError('payload.invalid', 'The message is not JSON', { certainty: 'not-sent', cause })
  }
  throw new ChannelError('payload.invalid', 'The message lacks its id, sender, text or time')
}

/** A body makes it a write, whose outcome is unknown once it may have arrived. */
async function request(url: string, token: string, signal: AbortSignal, timeoutMs: number, body?: unknown): Promise<unknown> {
  const certainty = body === undefined || signal.aborted ? 'not-sent' : 'maybe-sent'
  let response: Response
  try {
    response = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    })
  } catch (cause) {
    throw new ChannelError(certainty === 'maybe-sent' ? 'outcome.unknown' : 'transient.network', 'No answer', { certainty, cause })
  }
  if (response.status === 401) throw new ChannelError('auth.revoked', 'The token is not valid')
  if (response.status === 429) throw new ChannelError('rate_limited', 'Too fast', { certainty: 'not-sent', retryAfterMs: Number(response.headers.get('retry-after')) * 1000 })
  if (response.status >= 500) throw new ChannelError('transient.provider', `Answered ${response.status}`, { certainty })
  if (!response.ok) throw new ChannelError('recipient.invalid', `Answered ${response.status}`)
  try {
    return await response.json()
  } catch (cause) {
    throw new ChannelError(certainty === 'maybe-sent' ? 'outcome.unknown' : 'transient.provider', 'The answer cannot be read', { certainty, cause })
  }
}
