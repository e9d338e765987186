export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

export interface Comparison { readonly ours: number; readonly floor: number; readonly ratio: number }

/**
 * Measures ours and the floor in turn, so that a noisy neighbour hits both. Each function resolves to operations per second;
 * the ratio is the median of the rounds' ratios. The first round warms up and does not count.
 */
export async function compare(label: string, rounds: number, ours: () => Promise<number>, floor: () => Promise<number>): Promise<Comparison> {
  const results: { ours: number; floor: number }[] = []
  for (let round = 0; round <= rounds; round++) {
    // Who goes first changes from round to round.
    const [first, second] = round % 2 === 0 ? [ours, floor] : [floor, ours]
    const a = await first()
    const b = await second()
    const result = round % 2 === 0 ? { ours: a, floor: b } : { ours: b, floor: a }
    if (round === 0) continue
    results.push(result)
    console.log(`${label} ${round}/${rounds}: ours ${result.ours.toFixed(0)}/s, floor ${result.floor.toFixed(0)}/s, ratio ${(result.ours / result.floor).toFixed(2)}`)
  }
  return {
    ours: round2(median(results.map((result) => result.ours))),
    floor: round2(median(results.map((result) => result.floor))),
    ratio: round2(median(results.map((result) => result.ours / result.floor))),
  }
}

const round2 = (value: number) => Math.round(value * 100) / 100

/** The last line of a benchmark: one JSON object, of the weaker engine where there are two, with both in it. */
export function report(name: string, perEngine: Readonly<Record<string, Comparison & { readonly target: number }>>): void {
  const weakest = Object.values(perEngine).reduce((a, b) => (a.ratio / a.target <= b.ratio / b.target ? a : b))
  console.log(JSON.stringify({ name, ours: weakest.ours, floor: weakest.floor, ratio: weakest.ratio, engines: perEngine }))
}
