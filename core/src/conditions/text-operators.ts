import { foldText } from '../platform/fold-text.js'
import { items, list, none, one, type Comparison, type Operators, type SqlWriter } from './operator.js'

/** `text` is the folded expression, `value` the place of the folded value, which is `length` letters long. */
type TextClause = (text: string, value: string, to: SqlWriter, length: number) => string
type TextTest = (seen: string, value: string) => boolean

const HAS: [TextTest, TextClause] = [(seen, value) => seen.includes(value), (text, value, to) => to.contains(text, value)]

const folded = (value: unknown): string => {
  const result = typeof value === 'string' || typeof value === 'number' ? foldText(String(value)) : ''
  if (result === '') throw new Error('a text is needed')
  return result
}
const write = (clause: TextClause, sql: string, value: string, to: SqlWriter) => clause(to.folded(sql), to.bind(value), to, [...value].length)

const text = (test: TextTest, clause: TextClause) => (value: unknown): Comparison => {
  const wanted = folded(value)
  return { test: (seen) => test(seen.text, wanted), clause: (column, to) => write(clause, column.sql, wanted, to) }
}
/** Whether one of the values, or each of them, is contained. */
const contains = (quantity: 'some' | 'every', expected: boolean) => (value: unknown): Comparison => {
  const wanted = items(value).map(folded)
  return {
    test: (seen) => wanted[quantity]((one) => HAS[0](seen.text, one)) === expected,
    clause: (column, to) => `${expected ? '' : 'not '}(${wanted.map((one) => write(HAS[1], column.sql, one, to)).join(quantity === 'some' ? ' or ' : ' and ')})`,
  }
}

export const TEXT: Operators = {
  is: one('다음과 같음', 'is', text((seen, value) => seen === value, (text, value) => `${text} = ${value}`)),
  is_not: one('다음과 같지 않음', 'is not', text((seen, value) => seen !== value, (text, value) => `${text} <> ${value}`)),
  contains: one('다음을 포함함', 'contains', text(...HAS)),
  not_contains: one('다음을 포함하지 않음', 'does not contain', text((seen, value) => !seen.includes(value), (text, value, to) => `not ${to.contains(text, value)}`)),
  starts_with: one('다음으로 시작함', 'starts with', text((seen, value) => seen.startsWith(value), (text, value, _, length) => `substr(${text}, 1, ${length}) = ${value}`)),
  ends_with: one('다음으로 끝남', 'ends with', text((seen, value) => seen.endsWith(value), (text, value, _, length) => `substr(${text}, length(${text}) - ${length - 1}) = ${value}`)),
  contains_any: list('다음 중 하나라도 포함함', 'contains any of', contains('some', true)),
  contains_all: list('다음을 모두 포함함', 'contains all of', contains('every', true)),
  contains_none: list('다음 중 어느 것도 포함하지 않음', 'contains none of', contains('some', false)),
  present: none('값이 있음', 'has a value', { test: (seen) => seen.text !== '', clause: (column, to) => `${to.folded(column.sql)} <> ''` }),
  absent: none('값이 없음', 'has no value', { test: (seen) => seen.text === '', clause: (column, to) => `${to.folded(column.sql)} = ''` }),
}

const changed = (side: 'before' | 'after') => (value: unknown): Comparison => {
  const wanted = folded(value)
  return { test: (seen) => seen.change !== undefined && foldText(String(seen.change[side] ?? '')) === wanted, clause: null }
}

/** What the event changed, where it is a text. */
export const TEXT_CHANGE: Operators = {
  changed: none('변경됨', 'changed', { test: (seen) => seen.change !== undefined, clause: null }),
  changed_to: one('다음으로 변경됨', 'changed to', changed('after')),
  changed_from: one('다음에서 변경됨', 'changed from', changed('before')),
}
