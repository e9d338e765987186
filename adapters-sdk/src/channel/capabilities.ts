export type Support = 'none' | 'partial' | 'full'

export type IdentityScheme = 'email' | 'phone' | 'handle' | 'opaque'

/** What a channel can carry, as values. Pure in the settings; the conformance kit chooses its cases by it. Which of it the host enforces: docs/writing-a-channel.md. */
export interface Capabilities {
  /** How facts reach us. Each one named here must exist as a facet or a registered gateway or webhook, and nothing else may. */
  readonly inbound: ReadonlyArray<'gateway' | 'webhook' | 'poll' | 'stream'>
  readonly outbound: boolean
  /** What the channel itself guarantees about order. */
  readonly ordering: 'none' | 'conversation' | 'inbox'
  /** The furthest state the provider reports by itself. */
  readonly receipts: 'none' | 'sent' | 'delivered' | 'read'
  /** What makes a second send of one `deliveryId` harmless: the provider (`native`), asking it (`lookup`), or nothing. */
  readonly idempotentSend: 'native' | 'lookup' | 'none'
  readonly edit: Support
  readonly delete: Support
  readonly typing: boolean
  /** Whether an answer can go to further mail addresses as a copy. */
  readonly cc?: boolean
  readonly templates: 'none' | 'optional' | 'required-outside-window'
  /** Milliseconds after the customer's last message in which a free answer may be sent; absent: no limit. */
  readonly replyWindowMs?: number
  readonly text: {
    readonly formats: ReadonlyArray<'plain' | 'html'>
    /** Longest text, counted in `unit`; absent: no limit. */
    readonly max?: number
    readonly unit: 'characters' | 'utf16' | 'euc-kr-bytes' | 'utf8-bytes'
  }
  readonly attachments: { readonly maxBytes: number; readonly maxCount: number; readonly mediaTypes: readonly string[] }
  readonly limits: { readonly sendsPerSecond: number; readonly burst: number; readonly concurrency: number }
  /** Which kind of address names a customer here; `mergeBy` makes equal addresses one customer across inboxes. */
  readonly identity: { readonly scheme: IdentityScheme; readonly mergeBy?: boolean }
}
