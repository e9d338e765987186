import type { InboxHandle } from './adapter.js'
import type { InboundSink, RawInbound } from './inbound.js'

/** What serves all inboxes of a channel at once: an SMTP port, a dealer's single webhook URL. Started once per plugin. */
export interface Gateway {
  start(host: GatewayHost, signal: AbortSignal): Promise<void>
  /** Stops taking new work, finishes what is under way, then resolves. */
  stop(signal: AbortSignal): Promise<void>
}
export interface GatewayHost {
  /** Finds the inbox by its address and opens its service's scope behind the sink; null: nobody here has that address. */
  resolve(channel: string, address: string): Promise<ResolvedInbox | null>
}
export interface ResolvedInbox {
  readonly inboxId: number
  readonly sink: InboundSink
  /** Runs `work` in the scope of the inbox's service, for gateways that keep rows of their own. */
  run<T>(work: () => Promise<T>): Promise<T>
}

export interface RawRequest {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  readonly receivedAt: number
}
/** A provider's webhook, one URL per inbox: `/hooks/<plugin>/<inbox key>`. Answered 2xx only after `split`'s facts are stored. */
export interface Webhook<Settings = unknown> {
  readonly channel: string
  verify(request: RawRequest, inbox: InboxHandle<Settings>): Promise<'ok' | 'forged' | 'stale'>
  split(request: RawRequest): readonly RawInbound[]
  /** For challenges (CRC and the like): answers without storing anything; null: not one. */
  respond?(request: RawRequest, inbox: InboxHandle<Settings>): Promise<{ readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body: string } | null>
}
