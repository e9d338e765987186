import type { Identity, Part } from './inbound.js'
import type { ProviderStatus } from './delivery-status.js'

export interface OutboundMessage {
  /** Stays the same over all attempts: the idempotency key. */
  readonly deliveryId: string
  readonly conversationKey?: string
  /** External ids of earlier messages of the conversation, newest last. */
  readonly references?: readonly string[]
  /** Signed by the host; a channel that can carry it back (a reply address, a hidden field) returns it as `InboundEvent.replyToken`. */
  readonly replyToken?: string
  readonly to: readonly Identity[]
  readonly cc?: readonly Identity[]
  readonly subject?: string
  readonly parts: readonly Part[]
  /** Sent by a machine: marked so on channels that know the difference. */
  readonly automatic: boolean
  /** Automatic, and no answer to whoever gets it: a notice. */
  readonly notice?: boolean
  readonly template?: { readonly key: string; readonly values: Readonly<Record<string, string>> }
}

export interface SendResult {
  /** The provider's id of what was sent; answers refer to it. */
  readonly externalId: string
  readonly status: Exclude<ProviderStatus, 'failed' | 'read'>
}
