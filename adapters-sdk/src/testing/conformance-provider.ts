/** What a provider does wrong, until it is told otherwise. */
export const PROVIDER_FAULTS = [
  'refused', 'rate-limited', 'unauthorized', 'timeout-before-write', 'timeout-after-write', 'closed-after-write', 'slow-body', 'broken-body',
] as const
export type ProviderFault = (typeof PROVIDER_FAULTS)[number]

/** The other side of a channel under test: a real server on the loopback, made by the channel's own tests or by `FakeProvider`. */
export interface ConformanceProvider {
  /** Faults this kind of provider can have; their cases are run. */
  readonly faults: readonly ProviderFault[]
  start(): Promise<void>
  stop(): Promise<void>
  /** Lasts until changed; null: works. */
  fail(fault: ProviderFault | null): void
  /** The delivery ids of the messages it took, in order, one entry for each time the recipient would see it. */
  taken(): readonly string[]
  /** What it answers with `rate-limited`, where its protocol can say so. */
  readonly retryAfterMs?: number
}
