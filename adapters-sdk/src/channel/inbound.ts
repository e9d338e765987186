import type { IdentityScheme } from './capabilities.js'
import type { ChannelErrorCode } from './channel-error.js'
import type { ProviderStatus } from './delivery-status.js'

/** A body kept in the file store: `file` is its key there, `bytes` its length. */
export interface FileRef { readonly file: string; readonly bytes: number }

/** One fact as it arrived. Stored before it is acknowledged; large bodies are streamed to a file by `InboundSink.store`. */
export interface RawInbound {
  /** The provider's id where it has one; else derived from fields that never change. Unique per inbox. At most 500 characters. */
  readonly externalId: string
  /** Epoch milliseconds. */
  readonly receivedAt: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | FileRef
}

/** A raw fact as the host hands it to `parse`: the body is loaded, wherever it was kept. */
export interface StoredRaw extends Omit<RawInbound, 'body'> { readonly body: Uint8Array }

export interface Identity { readonly scheme: IdentityScheme; readonly address: string; readonly displayName?: string }

export type Part =
  | { readonly type: 'text' | 'html'; readonly body: string; /** What the sender only repeats from earlier messages. */ readonly quoted?: boolean }
  | { readonly type: 'attachment'; readonly name: string; readonly mediaType: string; readonly content: Uint8Array; /** Content-ID of an inline image. */ readonly inlineId?: string }

interface InboundBase {
  /** Unique per inbox and kind: the key of deduplication. */
  readonly externalId: string
  /** Epoch milliseconds, by the provider's clock. */
  readonly occurredAt: number
  /** Set where the provider names the conversation; otherwise `references` (newest last) is used to find it. */
  readonly conversationKey?: string
  readonly references?: readonly string[]
  /** The `replyToken` of an earlier outbound message, where the customer's answer carries it back. */
  readonly replyToken?: string
}

export interface InboundMessage extends InboundBase {
  readonly kind: 'message'
  /** Other names by which answers refer to this message (a Message-ID that is not unique by itself); registered as references beside `externalId`. */
  readonly aliases?: readonly string[]
  readonly from: Identity
  readonly to?: readonly Identity[]
  readonly cc?: readonly Identity[]
  readonly subject?: string
  readonly parts: readonly Part[]
  /** Not written by a person: kept on the ticket as a quiet note, never answered automatically. */
  readonly automatic?: 'auto-reply' | 'bounce' | 'list' | 'own'
  /** What the parser had to repair or drop; shown with the message. */
  readonly warnings?: readonly string[]
}
export interface InboundReceipt extends InboundBase {
  readonly kind: 'receipt'
  /** The `deliveryId` or the external id that `send` returned. */
  readonly deliveryRef: string
  readonly status: ProviderStatus
  readonly code?: ChannelErrorCode
}
export interface InboundRevision extends InboundBase { readonly kind: 'edited' | 'deleted'; readonly targetExternalId: string; readonly parts?: readonly Part[] }
export interface InboundSessionChange extends InboundBase { readonly kind: 'session'; readonly state: 'opened' | 'closed'; readonly reason?: string }

export type InboundEvent = InboundMessage | InboundReceipt | InboundRevision | InboundSessionChange

export type PushResult = { readonly stored: true } | { readonly stored: false; readonly retryAfterMs: number }

/** Where adapters and gateways put what arrived. Acknowledge to the provider only after `stored: true`. */
export interface InboundSink {
  /** Streams a large body to the file store and syncs it to disk. Throws `attachment.too_large` beyond `maxBytes`. */
  store(content: AsyncIterable<Uint8Array>, maxBytes: number): Promise<FileRef>
  push(raw: readonly RawInbound[], signal: AbortSignal): Promise<PushResult>
}
