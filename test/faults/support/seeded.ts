/** Numbers between 0 and 1, the same ones in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** `count` moments from 0 to `length`, one in each of as many equal stretches, in an order of their own. */
export function seededPoints(seed: number, count: number, length: number): number[] {
  const random = seeded(seed)
  const points = Array.from({ length: count }, (_, i) => ((i + random()) / count) * length)
  return points.map((point) => ({ point, key: random() })).sort((a, b) => a.key - b.key).map(({ point }) => point)
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
