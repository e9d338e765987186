import { items, list, none, type Comparison, type Operators } from './operator.js'

/** Whether one of the options, or each of them, was ticked. `seen` has one a line. */
const has = (quantity: 'some' | 'every', expected: boolean) => (value: unknown): Comparison => {
  const wanted = items(value).map(String)
  return {
    test: (seen) => wanted[quantity]((option) => seen.text.split('\n').includes(option)) === expected,
    clause: (column, to) => `${expected ? '' : 'not '}(${wanted.map((option) => to.contains(column.sql, to.bind(`\n${option}\n`))).join(quantity === 'some' ? ' or ' : ' and ')})`,
  }
}

export const OPTIONS: Operators = {
  any_of: list('다음 중 하나가 있음', 'has one of', has('some', true)),
  all_of: list('다음이 모두 있음', 'has all of', has('every', true)),
  none_of: list('다음이 하나도 없음', 'has none of', has('some', false)),
  present: none('값이 있음', 'has a value', { test: (seen) => seen.text !== '', clause: (column) => `${column.sql} <> ''` }),
  absent: none('값이 없음', 'has no value', { test: (seen) => seen.text === '', clause: (column) => `${column.sql} = ''` }),
}
