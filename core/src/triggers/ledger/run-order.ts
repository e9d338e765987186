import type { TriggerResult } from '../ledger.js'

/** As they ran: from the top, except that one which a change woke ran right behind the trigger that made the change. `results` come in the order of the triggers. */
export function inRunOrder<R extends Pick<TriggerResult, 'triggerId' | 'wokenBy'>>(results: readonly R[]): R[] {
  const left = [...results]
  const known = new Set(results.map(({ triggerId }) => triggerId))
  const ran = new Set<number>()
  const ordered: R[] = []
  while (left.length > 0) {
    const at = left.findIndex(({ wokenBy }) => wokenBy === undefined || ran.has(wokenBy) || !known.has(wokenBy))
    const [next] = left.splice(Math.max(at, 0), 1)
    ran.add(next!.triggerId)
    ordered.push(next!)
  }
  return ordered
}
