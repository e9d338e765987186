import type { Params } from 'adapters-sdk'
import type { CompiledNode, ConditionPart } from './compile-conditions.js'
import type { ConditionColumn, SqlWriter } from './operator.js'

/** Something that lists can ask about. */
export interface ListPart extends ConditionPart { readonly column: ConditionColumn }
type SqlParams = Record<string, Params[string]>

/** `foldText` in each engine's words: SQLite calls the function itself, Postgres has ICU's full case mapping. */
const FOLDED = {
  sqlite: (sql: string) => `fold_text(coalesce(${sql}, ''))`,
  postgres: (sql: string) =>
    `btrim(regexp_replace(normalize(replace(lower(upper(normalize(coalesce(${sql}, ''), nfkc) collate "und-x-icu")), 'ς', 'σ'), nfkc), '[\\t-\\r \\u1680\\u2028\\u2029\\ufeff]+', ' ', 'g') collate "C", ' ')`,
}
const CONTAINS = { sqlite: 'instr', postgres: 'strpos' }

/** The same decision as `decide`, as the condition of a statement. Its parameters are written into `params`. */
export function writeSql(node: CompiledNode<ListPart>, engine: 'sqlite' | 'postgres', now: number, params: SqlParams, prefix = 'condition'): string {
  let count = 0
  const to: SqlWriter = {
    now,
    bind: (value) => {
      const name = `${prefix}${count++}`
      params[name] = value
      return `:${name}`
    },
    folded: FOLDED[engine],
    contains: (text, part) => `(${CONTAINS[engine]}(${text}, ${part}) > 0)`,
  }
  const write = (one: CompiledNode<ListPart>): string => {
    if (one.kind === 'not') return `not (${write(one.node)})`
    if (one.kind !== 'condition') return one.nodes.length === 0 ? '1 = 1' : `(${one.nodes.map(write).join(one.kind === 'all' ? ' and ' : ' or ')})`
    const { part, op, comparison } = one.condition
    if (!comparison.clause) throw new Error(`Lists do not know ${part.target} ${op}.`)
    return comparison.clause(part.column, to)
  }
  return write(node)
}
