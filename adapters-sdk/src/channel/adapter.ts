import type { Capabilities } from './capabilities.js'
import type { InboundEvent, InboundSink, Part, RawInbound, StoredRaw } from './inbound.js'
import type { OutboundMessage, SendResult } from './outbound.js'

/** One connected account of a channel in a service. */
export interface InboxHandle<Settings> {
  readonly inboxId: number
  /** What names the inbox to the outside: a mail address, a phone number, an account. */
  readonly address: string
  readonly settings: Settings
  /** Decrypted; empty when it was never set. */
  secret(name: string): Promise<string>
}

/**
 * Translates between one provider and the host. Keeps no state of its own: customers, tickets, retries and receipts are the host's.
 * Small facets (`Poll`, `Stream`, …) are there if and only if the capability is declared.
 */
export interface ChannelAdapter<Settings = unknown> {
  /** The channel's id: the value of `ticket.channel` and of the inbox. */
  readonly channel: string
  capabilities(settings: Settings): Capabilities
  /** Pure: the same raw gives the same events, today and when it is replayed. Throws ChannelError `payload.invalid`. */
  parse(raw: StoredRaw, settings: Settings): readonly InboundEvent[] | Promise<readonly InboundEvent[]>
  /** Checks the credentials; throws ChannelError `auth.*` or `inbox.misconfigured`. */
  open(inbox: InboxHandle<Settings>, signal: AbortSignal): Promise<ChannelSession>
}
export interface InboxSession {
  /** Throws ChannelError; `maybe-sent` whenever the provider may have taken the message. */
  send(message: OutboundMessage, signal: AbortSignal): Promise<SendResult>
  /** Cached, no input or output. */
  health(): 'connected' | 'degraded' | 'needs-reauth' | 'stopped'
  /** Idempotent; works while blocked. */
  close(signal: AbortSignal): Promise<void>
}
export type ChannelSession = InboxSession & Partial<Poll & Stream & Reconcile & Edit & Typing & Backfill>

export interface Poll {
  poll(cursor: string | null, budget: { readonly max: number }, signal: AbortSignal): Promise<{ readonly raw: readonly RawInbound[]; readonly cursor: string; readonly more: boolean }>
}
export interface Stream { listen(sink: InboundSink, signal: AbortSignal): Promise<void> }
export interface Reconcile { find(deliveryId: string, signal: AbortSignal): Promise<SendResult | null> }
export interface Edit { edit(externalId: string, parts: readonly Part[], signal: AbortSignal): Promise<void> }
export interface Typing { typing(conversationKey: string, on: boolean): void }
export interface Backfill { backfill(from: number, sink: InboundSink, signal: AbortSignal): Promise<void> }
