import type { ConditionType, TriggerCondition } from 'adapters-sdk'
import { CHANGE, CHOICE } from './choice-operators.js'
import { FLAG, NUMBER, TIME } from './measure-operators.js'
import type { Operators } from './operator.js'
import { TAGS } from './tag-operators.js'
import { TEXT } from './text-operators.js'

const BY_TYPE: Readonly<Record<ConditionType, Operators>> = { text: TEXT, choice: CHOICE, number: NUMBER, time: TIME, flag: FLAG, tags: TAGS }
const WITH_CHANGES: Readonly<Partial<Record<ConditionType, Operators>>> = { choice: { ...CHOICE, ...CHANGE }, tags: { ...TAGS, changed: CHANGE['changed']! } }

/** What can be asked of a target. */
export function operatorsOf(part: Pick<TriggerCondition, 'type' | 'field'>): Operators {
  return (part.field === undefined ? undefined : WITH_CHANGES[part.type]) ?? BY_TYPE[part.type]
}
