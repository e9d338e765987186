import { tagName } from '../platform/tags.js'
import { items, list, none, type Comparison, type Operators } from './operator.js'

/** Whether one of the tags, or each of them, is on it. `seen` has them with commas between. */
const has = (quantity: 'some' | 'every', expected: boolean) => (value: unknown): Comparison => {
  const wanted = items(value).map((one) => tagName(String(one)))
  if (wanted.includes('')) throw new Error('a tag is needed')
  return {
    test: (seen) => wanted[quantity]((tag) => seen.text.split(',').includes(tag)) === expected,
    clause: (column, to) => `${expected ? '' : 'not '}(${wanted.map((tag) => to.contains(column.sql, to.bind(`,${tag},`))).join(quantity === 'some' ? ' or ' : ' and ')})`,
  }
}

export const TAGS: Operators = {
  any_of: list('다음 중 하나가 있음', 'has one of', has('some', true)),
  all_of: list('다음이 모두 있음', 'has all of', has('every', true)),
  none_of: list('다음이 하나도 없음', 'has none of', has('some', false)),
  present: none('태그가 있음', 'has tags', { test: (seen) => seen.text !== '', clause: (column) => `${column.sql} <> ''` }),
  absent: none('태그가 없음', 'has no tags', { test: (seen) => seen.text === '', clause: (column) => `${column.sql} = ''` }),
}
