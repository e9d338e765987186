import type { ConditionType, TriggerCondition, TriggerFacts } from 'adapters-sdk'
import { decide, type ConditionDefinition, type ConditionNode, type ConditionValue, type Seen } from '../conditions/index.js'
import { foldText } from '../platform/fold-text.js'
import type { CompiledTrigger } from './compile-trigger.js'

/** What one condition asked, what it found, and whether it held. */
export interface ConditionResult {
  readonly target: string
  readonly op: string
  readonly value: ConditionValue
  readonly seen: ShownValue
  readonly held: boolean
}
export type ShownValue = string | number | boolean | null
/** `asked`: how each condition that was asked came out, in that order: 1 held, 0 did not. */
export interface Verdict { readonly held: boolean; readonly asked: string }

const SHOWN = 200

/** Pure. The last condition that was asked is the one that decided. */
export function evaluate(trigger: Pick<CompiledTrigger, 'conditions'>, facts: TriggerFacts): Verdict {
  let asked = ''
  const held = decide(trigger.conditions, ({ part, comparison }) => {
    const held = comparison.test(look(part, facts).seen)
    asked += held ? '1' : '0'
    return held
  })
  return { held, asked }
}

/** What a verdict stands for, by what each condition that was asked had seen. */
export function explain(conditions: ConditionNode, asked: string, seen: Readonly<Record<string, ShownValue>>): ConditionResult[] {
  const results: ConditionResult[] = []
  const next = ({ target, op, value }: ConditionDefinition): boolean => {
    const held = asked[results.length] === '1'
    results.push({ target, op, value, seen: seen[target] ?? null, held })
    return held
  }
  walk(conditions, next)
  return results
}

/** As `decide` goes, through conditions as they are written. */
function walk(node: ConditionNode, holds: (condition: ConditionDefinition) => boolean): boolean {
  if ('all' in node) return node.all.every((one) => walk(one, holds))
  if ('any' in node) return node.any.length === 0 || node.any.some((one) => walk(one, holds))
  return 'not' in node ? !walk(node.not, holds) : holds(node)
}

interface Looked { readonly type: ConditionType; readonly seen: Seen }

/** Folding a long mail once is enough for all triggers that ask about it. */
const looked = new WeakMap<TriggerFacts, Map<string, Looked>>()

/** By target, whatever was looked at in these facts. */
export function seenIn(facts: TriggerFacts): Record<string, ShownValue> {
  return Object.fromEntries([...(looked.get(facts) ?? [])].map(([target, { type, seen }]) => [target, shown(seen.value, type)]))
}

function look(condition: TriggerCondition, facts: TriggerFacts): Looked {
  let known = looked.get(facts)
  if (!known) looked.set(facts, (known = new Map()))
  let found = known.get(condition.target)
  if (!found) {
    const value = condition.read(facts)
    const text = value === null ? '' : condition.type === 'text' ? foldText(String(value)) : String(value)
    found = { type: condition.type, seen: { value, text, change: condition.field === undefined ? undefined : facts.changes[condition.field], now: facts.now } }
    known.set(condition.target, found)
  }
  return found
}

function shown(value: Seen['value'], type: ConditionType): ShownValue {
  if (type === 'time' && typeof value === 'number') return new Date(value).toISOString()
  return typeof value === 'string' && value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value
}
