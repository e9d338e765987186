import { TIME_PASSED } from '../core-parts.js'
import type { TriggerResult } from '../ledger.js'
import type { TriggerVersion } from '../trigger-versions.js'
import { missedOf, type LedgerEvent } from './ledger-event.js'
import { ranState, RAN_STATES } from './ran-state.js'

export const ANSWER_STATES = [...RAN_STATES, 'not_listening', 'other_trigger', 'off', 'not_yet', 'removed', 'unknown'] as const
export type AnswerState = (typeof ANSWER_STATES)[number]

/** Why one trigger did or did not run at one event. */
export interface TriggerAnswer {
  readonly state: AnswerState
  /** Where it was asked. */
  readonly result: TriggerResult | null
  /** As it stood then; where that is the reason, the version that made it so. */
  readonly version: TriggerVersion | null
}

/** `versions`: all of the trigger's, oldest first; at least one. */
export function answerFor(event: LedgerEvent, triggerId: number, versions: readonly TriggerVersion[]): TriggerAnswer {
  const result = event.ran.find((one) => one.triggerId === triggerId) ?? missedOf(event, new Map([[triggerId, versions]])).find((one) => one.triggerId === triggerId)
  if (result) return { state: ranState(result), result, version: versions.find(({ version }) => version === result.version) ?? null }
  const stood = versions.filter((one) => (event.revision === null ? one.at <= event.at : one.revision <= event.revision))
  const then = stood.at(-1)
  const silent = (state: AnswerState, version: TriggerVersion | null) => ({ state, result: null, version })
  // Of a trigger that is older than the history the beginning is not known.
  if (!then) return versions[0]!.version === 1 ? silent('not_yet', versions[0]!) : silent('unknown', null)
  if (then.kind === 'removed') return silent('removed', then)
  if (then.state === 'off') return silent('off', stood[stood.findLastIndex(({ state }) => state !== 'off') + 1]!)
  if (event.event === TIME_PASSED && event.only !== null && event.only !== triggerId && then.events.includes(TIME_PASSED)) return silent('other_trigger', then)
  return silent('not_listening', then)
}
