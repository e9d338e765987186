import type { ConditionType, TriggerCondition } from 'adapters-sdk'
import { CHANGE, CHOICE } from './choice-operators.js'
import { FLAG, NUMBER, TIME } from './measure-operators.js'
import type { Operators } from './operator.js'
import { OPTIONS } from './option-operators.js'
import { TAGS } from './tag-operators.js'
import { TEXT, TEXT_CHANGE } from './text-operators.js'

const BY_TYPE: Readonly<Record<ConditionType, Operators>> = { text: TEXT, choice: CHOICE, number: NUMBER, time: TIME, flag: FLAG, tags: TAGS, options: OPTIONS }
const CHANGED = { changed: CHANGE['changed']! }
const WITH_CHANGES: Readonly<Record<ConditionType, Operators>> = {
  text: { ...TEXT, ...TEXT_CHANGE },
  choice: { ...CHOICE, ...CHANGE },
  number: { ...NUMBER, ...CHANGE },
  time: { ...TIME, ...CHANGED },
  flag: { ...FLAG, ...CHANGED },
  tags: { ...TAGS, ...CHANGED },
  options: { ...OPTIONS, ...CHANGED },
}

/** What can be asked of a target. */
export function operatorsOf(part: Pick<TriggerCondition, 'type' | 'field'>): Operators {
  return (part.field === undefined ? BY_TYPE : WITH_CHANGES)[part.type]
}
