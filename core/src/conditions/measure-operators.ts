import { none, one, type Comparison, type Operators } from './operator.js'

const DAY = 86_400_000

/** No value is smaller and greater than nothing, and different from everything. */
const PRESENCE: Operators = {
  present: none('값이 있음', 'has a value', { test: (seen) => seen.value !== null, clause: (column) => `${column.sql} is not null` }),
  absent: none('값이 없음', 'has no value', { test: (seen) => seen.value === null, clause: (column) => `${column.sql} is null` }),
}

function finite(value: unknown): number {
  const wanted = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof wanted !== 'number' || !Number.isFinite(wanted)) throw new Error('a number is needed')
  return wanted
}
const number = (sign: string, compare: (seen: number, value: number) => boolean) => (value: unknown): Comparison => {
  const wanted = finite(value)
  return {
    test: (seen) => typeof seen.value === 'number' && compare(seen.value, wanted),
    // A fraction must not be read as the whole number that the column holds.
    clause: (column, to) => `(${column.sql} is not null and ${column.sql} ${sign} cast(${to.bind(wanted)} as double precision))`,
  }
}
const not = (prepare: (value: unknown) => Comparison) => (value: unknown): Comparison => {
  const { test, clause } = prepare(value)
  return { test: (seen) => !test(seen), clause: clause && ((column, to) => `not ${clause(column, to)}`) }
}

export const NUMBER: Operators = {
  eq: one('=', '=', number('=', (seen, value) => seen === value)),
  ne: one('≠', '≠', not(number('=', (seen, value) => seen === value))),
  lt: one('<', '<', number('<', (seen, value) => seen < value)),
  gt: one('>', '>', number('>', (seen, value) => seen > value)),
  le: one('≤', '≤', number('<=', (seen, value) => seen <= value)),
  ge: one('≥', '≥', number('>=', (seen, value) => seen >= value)),
  ...PRESENCE,
}

/** `limit`: the moment to compare with, which may depend on when one looks. */
function moment(sign: '<' | '>' | '>=', limit: (now: number) => number): Comparison {
  const compare = { '<': (a: number, b: number) => a < b, '>': (a: number, b: number) => a > b, '>=': (a: number, b: number) => a >= b }[sign]
  return {
    test: (seen) => typeof seen.value === 'number' && compare(seen.value, limit(seen.now)),
    clause: (column, to) => `(${column.sql} is not null and ${column.sql} ${sign} ${to.bind(limit(to.now))})`,
  }
}
function timeOf(value: unknown): number {
  // Without its zone a time would mean something else on every server.
  const wanted = typeof value === 'string' && /T.*(Z|[+-]\d\d:\d\d)$/i.test(value) ? Date.parse(value) : Number.NaN
  if (Number.isNaN(wanted)) throw new Error('a time is needed')
  return wanted
}
function daysOf(value: unknown): number {
  const days = finite(value)
  if (days <= 0 || days > 36_500) throw new Error('a number of days is needed')
  return Math.round(days * DAY)
}

export const TIME: Operators = {
  before: one('다음보다 이전', 'is before', (value) => { const at = timeOf(value); return moment('<', () => at) }),
  after: one('다음보다 이후', 'is after', (value) => { const at = timeOf(value); return moment('>', () => at) }),
  within_days: one('최근 N일 이내', 'is within the last N days', (value) => { const length = daysOf(value); return moment('>=', (now) => now - length) }),
  older_days: one('N일보다 오래됨', 'is more than N days ago', (value) => { const length = daysOf(value); return moment('<', (now) => now - length) }),
  past: none('이미 지남', 'is in the past', moment('<', (now) => now)),
  next_days: one('앞으로 N일 이내', 'is within the next N days', (value) => {
    const length = daysOf(value)
    const [from, to] = [moment('>=', (now) => now), moment('<', (now) => now + length)]
    return { test: (seen) => from.test(seen) && to.test(seen), clause: (column, writer) => `(${from.clause!(column, writer)} and ${to.clause!(column, writer)})` }
  }),
  ...PRESENCE,
}

export const FLAG: Operators = {
  is: one('다음과 같음', 'is', (value) => {
    if (typeof value !== 'boolean') throw new Error('true or false is needed')
    return { test: (seen) => seen.value === value, clause: (column) => `(${column.sql} is not null and ${column.sql} = ${value ? 1 : 0})` }
  }),
}
