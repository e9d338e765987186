import type { Evaluation } from '../../api/types.js'

export type WhyTrigger = Evaluation['triggers'][number]
export interface FiredTrigger { readonly key: string; readonly at: string; readonly trigger: WhyTrigger }

/** What triggers did to the ticket, newest last. */
export function firedOf(evaluations: readonly Evaluation[]): FiredTrigger[] {
  return evaluations
    .flatMap((evaluation, at) => evaluation.triggers.filter((trigger) => trigger.state === 'fired' || trigger.state === 'shadow').map((trigger) => ({ key: `${at}.${trigger.triggerId}`, at: evaluation.at, trigger })))
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}
