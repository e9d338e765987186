import type { ConditionType, Localized, TriggerCondition } from 'adapters-sdk'
import { foldText } from './fold-text.js'

/** What a condition finds at its target. */
export interface Seen {
  readonly value: string | number | boolean | null
  /** For texts: folded; for choices: the id or word as a string. Empty when there is no value. */
  readonly text: string
  readonly change: { readonly before: unknown; readonly after: unknown } | undefined
}
export type Test = (seen: Seen) => boolean

export interface Operator {
  readonly label: Localized
  /** What stands on its right-hand side. */
  readonly takes: 'none' | 'one' | 'list'
  /** Once per trigger; throws when the value does not fit. */
  prepare(value: unknown): Test
}
type Operators = Readonly<Record<string, Operator>>

const one = (ko: string, en: string, prepare: (value: unknown) => Test): Operator => ({ label: { ko, en }, takes: 'one', prepare })
const list = (ko: string, en: string, prepare: (value: unknown) => Test): Operator => ({ label: { ko, en }, takes: 'list', prepare })
const none = (ko: string, en: string, test: Test): Operator => ({ label: { ko, en }, takes: 'none', prepare: () => test })

const PRESENCE: Operators = {
  present: none('값이 있음', 'has a value', (seen) => seen.text !== ''),
  absent: none('값이 없음', 'has no value', (seen) => seen.text === ''),
}

const TEXT: Operators = {
  is: one('다음과 같음', 'is', text((seen, value) => seen === value)),
  is_not: one('다음과 같지 않음', 'is not', text((seen, value) => seen !== value)),
  contains: one('다음을 포함함', 'contains', text((seen, value) => seen.includes(value))),
  not_contains: one('다음을 포함하지 않음', 'does not contain', text((seen, value) => !seen.includes(value))),
  starts_with: one('다음으로 시작함', 'starts with', text((seen, value) => seen.startsWith(value))),
  ends_with: one('다음으로 끝남', 'ends with', text((seen, value) => seen.endsWith(value))),
  contains_any: list('다음 중 하나라도 포함함', 'contains any of', texts((seen, values) => values.some((value) => seen.includes(value)))),
  contains_none: list('다음 중 어느 것도 포함하지 않음', 'contains none of', texts((seen, values) => !values.some((value) => seen.includes(value)))),
  ...PRESENCE,
}

const CHOICE: Operators = {
  is: one('다음과 같음', 'is', (value) => equals(id(value), true)),
  is_not: one('다음과 같지 않음', 'is not', (value) => equals(id(value), false)),
  any_of: list('다음 중 하나임', 'is one of', (value) => among(ids(value), true)),
  none_of: list('다음 중 어느 것도 아님', 'is none of', (value) => among(ids(value), false)),
  ...PRESENCE,
}

const CHANGE: Operators = {
  changed: none('변경됨', 'changed', (seen) => seen.change !== undefined),
  changed_to: one('다음으로 변경됨', 'changed to', (value) => {
    const wanted = id(value)
    return (seen) => seen.change !== undefined && String(seen.change.after ?? '') === wanted
  }),
  changed_from: one('다음에서 변경됨', 'changed from', (value) => {
    const wanted = id(value)
    return (seen) => seen.change !== undefined && String(seen.change.before ?? '') === wanted
  }),
}

const NUMBER: Operators = {
  eq: one('=', '=', number((seen, value) => seen === value)),
  // No value is different from every value.
  ne: one('≠', '≠', (value) => not(number((seen, wanted) => seen === wanted)(value))),
  lt: one('<', '<', number((seen, value) => seen < value)),
  gt: one('>', '>', number((seen, value) => seen > value)),
  le: one('≤', '≤', number((seen, value) => seen <= value)),
  ge: one('≥', '≥', number((seen, value) => seen >= value)),
}

const TIME: Operators = {
  before: one('다음보다 이전', 'is before', time((seen, value) => seen < value)),
  after: one('다음보다 이후', 'is after', time((seen, value) => seen > value)),
}

const FLAG: Operators = {
  is: one('다음과 같음', 'is', (value) => {
    if (typeof value !== 'boolean') throw new Error('true or false is needed')
    return (seen) => seen.value === value
  }),
}

const BY_TYPE: Readonly<Record<ConditionType, Operators>> = { text: TEXT, choice: CHOICE, number: NUMBER, time: TIME, flag: FLAG }
const CHOICE_WITH_CHANGES: Operators = { ...CHOICE, ...CHANGE }

/** What can be asked of a target. */
export function operatorsOf(condition: Pick<TriggerCondition, 'type' | 'field'>): Operators {
  return condition.type === 'choice' && condition.field !== undefined ? CHOICE_WITH_CHANGES : BY_TYPE[condition.type]
}

/** What a condition on a choice names, one by one. */
export function valuesOf(value: unknown, takes: Operator['takes']): readonly unknown[] {
  if (takes === 'none') return []
  return takes === 'list' && typeof value !== 'number' ? items(value) : [value]
}

function text(compare: (seen: string, value: string) => boolean): (value: unknown) => Test {
  return (value) => {
    const wanted = folded(value)
    return (seen) => compare(seen.text, wanted)
  }
}

function texts(compare: (seen: string, values: readonly string[]) => boolean): (value: unknown) => Test {
  return (value) => {
    const wanted = items(value).map(folded)
    return (seen) => compare(seen.text, wanted)
  }
}

function number(compare: (seen: number, value: number) => boolean): (value: unknown) => Test {
  return (value) => {
    const wanted = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
    if (typeof wanted !== 'number' || !Number.isFinite(wanted)) throw new Error('a number is needed')
    return (seen) => typeof seen.value === 'number' && compare(seen.value, wanted)
  }
}

function time(compare: (seen: number, value: number) => boolean): (value: unknown) => Test {
  return (value) => {
    // Without its zone a time would mean something else on every server.
    const wanted = typeof value === 'string' && /T.*(Z|[+-]\d\d:\d\d)$/i.test(value) ? Date.parse(value) : Number.NaN
    if (Number.isNaN(wanted)) throw new Error('a time is needed')
    return (seen) => typeof seen.value === 'number' && compare(seen.value, wanted)
  }
}

function equals(wanted: string, expected: boolean): Test {
  return (seen) => (seen.text === wanted) === expected
}

function among(wanted: readonly string[], expected: boolean): Test {
  return (seen) => wanted.includes(seen.text) === expected
}

function not(test: Test): Test {
  return (seen) => !test(seen)
}

function folded(value: unknown): string {
  const result = typeof value === 'string' || typeof value === 'number' ? foldText(String(value)) : ''
  if (result === '') throw new Error('a text is needed')
  return result
}

function id(value: unknown): string {
  if ((typeof value !== 'string' && typeof value !== 'number') || value === '') throw new Error('something to choose is needed')
  return String(value)
}

function ids(value: unknown): string[] {
  return valuesOf(value, 'list').map(id)
}

/** A list, or a text with its items between commas. */
function items(value: unknown): readonly unknown[] {
  const list: unknown = typeof value === 'string' ? value.split(/[,\n]/).map((item) => item.trim()).filter((item) => item !== '') : value
  if (!Array.isArray(list) || list.length === 0) throw new Error('a list is needed')
  return list
}
