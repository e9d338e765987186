import type { ConditionType, TriggerFacts } from 'adapters-sdk'
import type { CompiledCondition, CompiledTrigger } from './compile-trigger.js'
import { foldText } from './fold-text.js'
import type { Seen } from './operators.js'
import type { ConditionValue } from './trigger-definition.js'

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

/**
 * Pure. Looks only as far as it must: to the first of `must` that does not hold, to the first of `any` that does,
 * so that the last condition in the answer is the one that decided.
 */
export function evaluate(trigger: Pick<CompiledTrigger, 'must' | 'any'>, facts: TriggerFacts): Evaluation {
  const conditions: ConditionResult[] = []
  const holds = (condition: CompiledCondition): boolean => {
    const seen = look(condition, facts)
    const held = condition.test(seen)
    conditions.push({ target: condition.condition.target, op: condition.op, value: condition.value, seen: shown(seen.value, condition.condition.type), held })
    return held
  }
  return { held: trigger.must.every(holds) && (trigger.any.length === 0 || trigger.any.some(holds)), conditions }
}

/** Folding a long mail once is enough for all triggers that ask about it. */
const looked = new WeakMap<TriggerFacts, Map<string, Seen>>()

function look({ condition }: CompiledCondition, facts: TriggerFacts): Seen {
  let known = looked.get(facts)
  if (!known) looked.set(facts, (known = new Map()))
  let seen = known.get(condition.target)
  if (!seen) {
    const value = condition.read(facts)
    const text = value === null ? '' : condition.type === 'text' ? foldText(String(value)) : String(value)
    seen = { value, text, change: condition.field === undefined ? undefined : facts.changes[condition.field] }
    known.set(condition.target, seen)
  }
  return seen
}

function shown(value: Seen['value'], type: ConditionType): Seen['value'] {
  if (type === 'time' && typeof value === 'number') return new Date(value).toISOString()
  return typeof value === 'string' && value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value
}
