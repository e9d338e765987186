import type { ConditionType, TriggerCondition, TriggerFacts } from 'adapters-sdk'
import { decide, type ConditionValue, type Seen } from '../conditions/index.js'
import { foldText } from '../platform/fold-text.js'
import type { CompiledTrigger } from './compile-trigger.js'

/** What one condition asked, what it found, and whether it held. */
export interface ConditionResult {
  readonly target: string
  readonly op: string
  readonly value: ConditionValue
  readonly seen: string | number | boolean | null
  readonly held: boolean
}
export interface Evaluation { readonly held: boolean; readonly conditions: readonly ConditionResult[] }

const SHOWN = 200

/** Pure. The last condition in the answer is the one that decided. */
export function evaluate(trigger: Pick<CompiledTrigger, 'conditions'>, facts: TriggerFacts): Evaluation {
  const conditions: ConditionResult[] = []
  const held = decide(trigger.conditions, (condition) => {
    const { target, op, value, part } = condition
    const seen = look(part, facts)
    const held = condition.comparison.test(seen)
    conditions.push({ target, op, value, seen: shown(seen.value, part.type), held })
    return held
  })
  return { held, conditions }
}

/** Folding a long mail once is enough for all triggers that ask about it. */
const looked = new WeakMap<TriggerFacts, Map<string, Seen>>()

function look(condition: TriggerCondition, facts: TriggerFacts): Seen {
  let known = looked.get(facts)
  if (!known) looked.set(facts, (known = new Map()))
  let seen = known.get(condition.target)
  if (!seen) {
    const value = condition.read(facts)
    const text = value === null ? '' : condition.type === 'text' ? foldText(String(value)) : String(value)
    seen = { value, text, change: condition.field === undefined ? undefined : facts.changes[condition.field], now: facts.now }
    known.set(condition.target, seen)
  }
  return seen
}

function shown(value: Seen['value'], type: ConditionType): Seen['value'] {
  if (type === 'time' && typeof value === 'number') return new Date(value).toISOString()
  return typeof value === 'string' && value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value
}
