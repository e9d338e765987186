import type { Evaluation, TriggerResult } from '../triggers/ledger/types.js'

export interface FiredTrigger { readonly key: string; readonly at: string; readonly evaluation: number; readonly result: TriggerResult }

/** What triggers did to the ticket, newest last. */
export function firedOf(newestFirst: readonly Evaluation[]): FiredTrigger[] {
  return newestFirst.toReversed().flatMap(({ id, at, triggers }) => triggers.filter(({ state }) => state === 'fired' || state === 'shadow').map((result) => ({ key: `${id}.${result.triggerId}`, at, evaluation: id, result })))
}
