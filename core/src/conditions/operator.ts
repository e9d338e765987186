import type { Localized } from 'adapters-sdk'

/** What a condition finds at its target. */
export interface Seen {
  readonly value: string | number | boolean | null
  /** For texts: folded; for choices: the id or word as a string. Empty when there is no value. */
  readonly text: string
  readonly change: { readonly before: unknown; readonly after: unknown } | undefined
  readonly now: number
}
export type Test = (seen: Seen) => boolean

/** Where lists find a target: an SQL expression. */
export interface ConditionColumn {
  readonly sql: string
  /** An id of ours, not a word. */
  readonly id?: boolean
}
/** What an operator needs to write its comparison into a statement. */
export interface SqlWriter {
  readonly now: number
  /** The place of a value. */
  bind(value: string | number | readonly (string | number)[]): string
  /** The expression as `foldText` would read it; no value is an empty text. */
  folded(sql: string): string
  contains(text: string, part: string): string
}
/** Never null in SQL: what is no value is false or true, so that *not* means the same as in memory. */
type Clause = (column: ConditionColumn, to: SqlWriter) => string

/** One comparison with its value, in its two forms that mean the same. */
export interface Comparison {
  readonly test: Test
  /** null: it asks about an event, so that lists do not know it. */
  readonly clause: Clause | null
}

export interface Operator {
  readonly label: Localized
  /** What stands on its right-hand side. */
  readonly takes: 'none' | 'one' | 'list'
  /** Once per trigger or view; throws when the value does not fit. */
  prepare(value: unknown): Comparison
}
export type Operators = Readonly<Record<string, Operator>>

type Prepare = Operator['prepare']
export const one = (ko: string, en: string, prepare: Prepare): Operator => ({ label: { ko, en }, takes: 'one', prepare })
export const list = (ko: string, en: string, prepare: Prepare): Operator => ({ label: { ko, en }, takes: 'list', prepare })
export const none = (ko: string, en: string, comparison: Comparison): Operator => ({ label: { ko, en }, takes: 'none', prepare: () => comparison })

/** What a condition names on its right-hand side, one by one. */
export function valuesOf(value: unknown, takes: Operator['takes']): readonly unknown[] {
  if (takes === 'none') return []
  return takes === 'list' && typeof value !== 'number' ? items(value) : [value]
}

/** A list, or a text with its items between commas. */
export function items(value: unknown): readonly unknown[] {
  const list: unknown = typeof value === 'string' ? value.split(/[,\n]/).map((item) => item.trim()).filter((item) => item !== '') : value
  if (!Array.isArray(list) || list.length === 0) throw new Error('a list is needed')
  return list
}
