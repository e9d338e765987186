import { list, none, one, type Comparison, type ConditionColumn, type Operators, type SqlWriter, valuesOf } from './operator.js'

function id(value: unknown): string {
  if ((typeof value !== 'string' && typeof value !== 'number') || value === '') throw new Error('something to choose is needed')
  return String(value)
}

/** What of these a column can hold: a column of ids holds no words. */
function storable(wanted: readonly string[], column: ConditionColumn): (string | number)[] {
  if (!column.id) return [...wanted]
  return wanted.filter((one) => /^(0|[1-9]\d{0,14})$/.test(one)).map(Number)
}
function found(wanted: readonly string[], column: ConditionColumn, to: SqlWriter): string {
  const values = storable(wanted, column)
  if (values.length === 0) return '1 = 0'
  const match = values.length === 1 ? `${column.sql} = ${to.bind(values[0]!)}` : `${column.sql} in (${to.bind(values)})`
  return `(${column.sql} is not null and ${match})`
}

const among = (wanted: readonly string[], expected: boolean): Comparison => ({
  test: (seen) => wanted.includes(seen.text) === expected,
  clause: (column, to) => (expected ? found(wanted, column, to) : `not ${found(wanted, column, to)}`),
})
const changed = (side: 'before' | 'after') => (value: unknown): Comparison => {
  const wanted = id(value)
  return { test: (seen) => seen.change !== undefined && String(seen.change[side] ?? '') === wanted, clause: null }
}

export const CHOICE: Operators = {
  is: one('다음과 같음', 'is', (value) => among([id(value)], true)),
  is_not: one('다음과 같지 않음', 'is not', (value) => among([id(value)], false)),
  any_of: list('다음 중 하나임', 'is one of', (value) => among(valuesOf(value, 'list').map(id), true)),
  none_of: list('다음 중 어느 것도 아님', 'is none of', (value) => among(valuesOf(value, 'list').map(id), false)),
  present: none('값이 있음', 'has a value', { test: (seen) => seen.text !== '', clause: (column) => `${column.sql} is not null` }),
  absent: none('값이 없음', 'has no value', { test: (seen) => seen.text === '', clause: (column) => `${column.sql} is null` }),
}

/** What the event changed. */
export const CHANGE: Operators = {
  changed: none('변경됨', 'changed', { test: (seen) => seen.change !== undefined, clause: null }),
  changed_to: one('다음으로 변경됨', 'changed to', changed('after')),
  changed_from: one('다음에서 변경됨', 'changed from', changed('before')),
}
