const WINDOW_MS = 60_000

/** How often one caller may do one thing in a minute, counted in this process. */
export class RateLimit {
  #counts = new Map<string, number>()
  #windowEnds = 0

  constructor(
    readonly perMinute: number,
    readonly now: () => number,
  ) {}

  /** 0: go on; else the seconds until the next window. */
  take(key: string): number {
    const now = this.now()
    if (now >= this.#windowEnds) {
      this.#counts = new Map()
      this.#windowEnds = now + WINDOW_MS
    }
    const count = (this.#counts.get(key) ?? 0) + 1
    this.#counts.set(key, count)
    return count <= this.perMinute ? 0 : Math.ceil((this.#windowEnds - now) / 1000)
  }
}
