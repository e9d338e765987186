interface Bucket { tokens: number; at: number; running: number }

/** Token buckets: how fast, and how many at a time, each inbox may send. */
export class RateLimiter {
  readonly #buckets = new Map<number, Bucket>()

  constructor(readonly now: () => number) {}

  /** Takes a place, or says in how many milliseconds to ask again. */
  take(inboxId: number, limits: { readonly sendsPerSecond: number; readonly burst: number; readonly concurrency: number }): number {
    const now = this.now()
    const bucket = this.#buckets.get(inboxId) ?? { tokens: limits.burst, at: now, running: 0 }
    this.#buckets.set(inboxId, bucket)
    bucket.tokens = Math.min(limits.burst, bucket.tokens + ((now - bucket.at) / 1000) * limits.sendsPerSecond)
    bucket.at = now
    if (bucket.running >= limits.concurrency) return 100
    if (bucket.tokens < 1) return Math.ceil(((1 - bucket.tokens) / limits.sendsPerSecond) * 1000)
    bucket.tokens -= 1
    bucket.running += 1
    return 0
  }

  release(inboxId: number): void {
    const bucket = this.#buckets.get(inboxId)
    if (bucket) bucket.running -= 1
  }
}
