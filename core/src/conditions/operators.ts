import type { ConditionType, TriggerCondition } from 'adapters-sdk'
import { CHANGE, CHOICE } from './choice-operators.js'
import { FLAG, NUMBER, TIME } from './measure-operators.js'
import type { Operators } from './operator.js'
import { TEXT } from './text-operators.js'

const BY_TYPE: Readonly<Record<ConditionType, Operators>> = { text: TEXT, choice: CHOICE, number: NUMBER, time: TIME, flag: FLAG }
const CHOICE_WITH_CHANGES: Operators = { ...CHOICE, ...CHANGE }

/** What can be asked of a target. */
export function operatorsOf(part: Pick<TriggerCondition, 'type' | 'field'>): Operators {
  return part.type === 'choice' && part.field !== undefined ? CHOICE_WITH_CHANGES : BY_TYPE[part.type]
}
