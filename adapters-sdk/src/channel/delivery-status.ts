/** What a provider reports. Attempts are rows of their own; a delivery's state is derived from them and from this. */
export type ProviderStatus = 'accepted' | 'sent' | 'delivered' | 'read' | 'failed'

/** What an agent sees: the provider's states plus the host's own. `unknown`: it may have been sent. */
export type DeliveryState = 'queued' | 'sending' | 'unknown' | 'cancelled' | ProviderStatus

const RANK = { accepted: 0, sent: 1, delivered: 2, read: 3 } as const

/** Receipts arrive late and out of order; a failure never overrides a proof of delivery, a proof of delivery overrides a failure. */
export function nextStatus(current: ProviderStatus, incoming: ProviderStatus): ProviderStatus {
  const proof = (s: ProviderStatus) => s === 'delivered' || s === 'read'
  if (incoming === 'failed') return proof(current) ? current : 'failed'
  if (current === 'failed') return proof(incoming) ? incoming : 'failed'
  return RANK[incoming] > RANK[current] ? incoming : current
}
