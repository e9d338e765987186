/** Runs `work` over the items, at most `limit` at a time; rejects with the first error after all have ended. */
export async function mapWithLimit<T>(items: readonly T[], limit: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items]
  const run = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item)
  }
  const results = await Promise.allSettled(Array.from({ length: Math.min(limit, items.length) }, run))
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
}
