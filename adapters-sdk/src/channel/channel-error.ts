/** Whether the failed call may have had its effect all the same. */
export type Certainty = 'not-sent' | 'maybe-sent'

/** What the host does about an error. */
export type HostAction = 'retry' | 'pause-inbox' | 'needs-reauth' | 'fail' | 'reconcile' | 'quarantine'

const ACTION = {
  'transient.network': 'retry',
  'transient.provider': 'retry',
  'rate_limited': 'pause-inbox',
  'quota.exhausted': 'pause-inbox',
  'auth.expired': 'needs-reauth',
  'auth.revoked': 'needs-reauth',
  'inbox.misconfigured': 'needs-reauth',
  'recipient.invalid': 'fail',
  'recipient.blocked': 'fail',
  'recipient.window_closed': 'fail',
  'content.too_long': 'fail',
  'content.rejected': 'fail',
  'content.unsupported': 'fail',
  'attachment.too_large': 'fail',
  'attachment.unsupported': 'fail',
  'template.not_approved': 'fail',
  'outcome.unknown': 'reconcile',
  'payload.invalid': 'quarantine',
  'adapter.bug': 'quarantine',
} as const satisfies Record<string, HostAction>

export type ChannelErrorCode = keyof typeof ACTION

/** The one error an adapter throws: its code says what the host does, its certainty whether it may have happened. */
export class ChannelError extends Error {
  override readonly name = 'ChannelError'
  constructor(
    readonly code: ChannelErrorCode,
    message: string,
    readonly details: {
      readonly certainty: Certainty
      /** Milliseconds; honoured for `retry` and `pause-inbox`. */
      readonly retryAfterMs?: number
      /** The provider's own code, shown to the agent. */
      readonly providerCode?: string
      readonly cause?: unknown
    } = { certainty: 'not-sent' },
  ) {
    super(message, { cause: details.cause })
  }
}

/** What may have been sent is never sent again before it was looked up. */
export function hostAction(error: ChannelError): HostAction {
  const action: HostAction = ACTION[error.code]
  const final = action === 'fail' || action === 'quarantine'
  return error.details.certainty === 'maybe-sent' && !final ? 'reconcile' : action
}

export const CHANNEL_ERROR_CODES = Object.keys(ACTION) as ChannelErrorCode[]
