import { compileTrigger } from '../compile-trigger.js'
import { CHANGED } from '../core-parts.js'
import { evaluate, explain, seenIn, type ConditionResult } from '../evaluate.js'
import type { KeptEvent } from '../ledger.js'
import type { TriggerParts } from '../trigger-parts.js'
import type { TriggerVersion } from '../trigger-versions.js'

/** What a trigger as it is now would have made of an event. */
export interface JudgedNow {
  /** Whether it would have been asked. */
  readonly listens: boolean
  readonly held: boolean
  readonly conditions: readonly ConditionResult[]
}

/** Judged on the ticket as it was before any trigger ran; null: it cannot be judged. */
export function judgeNow(triggerId: number, version: TriggerVersion, { event, facts }: KeptEvent, parts: TriggerParts): JudgedNow | null {
  const compiled = compileTrigger(triggerId, version.version, version, parts)
  if (compiled.defects.length > 0) return null
  const named = compiled.events.has(event.name) && (event.only === undefined || event.only === triggerId)
  try {
    const { held, asked } = evaluate(compiled, facts)
    return { listens: named || (compiled.events.has(CHANGED) && Object.keys(facts.changes).length > 0), held, conditions: explain(compiled.written, asked, seenIn(facts)) }
  } catch {
    // Facts from before something could be asked may not have it.
    return null
  }
}
