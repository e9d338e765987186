import type { TriggerResult } from '../ledger.js'

/** `stopped`: its conditions held, and something else kept it from running. */
export const RAN_STATES = ['fired', 'shadow', 'not_matched', 'stopped', 'broken'] as const
export type RanState = (typeof RAN_STATES)[number]

export function ranState({ state, reason }: Pick<TriggerResult, 'state' | 'reason'>): RanState {
  if (state === 'not_matched' && reason) return 'stopped'
  return state as RanState
}
