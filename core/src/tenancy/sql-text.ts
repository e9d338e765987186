import type { Params, Value } from 'adapters-sdk'
import { ScopeError } from './scope.js'

export interface Compiled {
  readonly text: string
  readonly values: Value[]
}
interface Template {
  readonly text: string
  readonly names: readonly string[]
}

const TOKEN = /'(?:[^']|'')*'|--|\/\*|::|\{([a-z_][a-z0-9_]*)\}|:([a-zA-Z_][a-zA-Z0-9_]*)|"(?:[^"]|"")*"|`[^`]*`|[a-zA-Z_][a-zA-Z0-9_]*/g
/** What a bracket may stand in without meaning one. */
const QUOTED = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`/g
const LIMIT = /\blimit\s+$/i
const CACHE = 5000

/** Every table of the database, with the column that says whose its rows are; null: nobody's. */
export type Tables = ReadonlyMap<string, 'service_id' | 'organisation_id' | null>

export interface Guard {
  /** The table an update or delete is about, whose predicate the caller has put around it. */
  readonly allowBare?: string
  /** Only tables with this prefix may be named: a plugin's own. */
  readonly prefix?: string
}

/**
 * Turns our SQL into the engine's: `{table}` into a derived table with the tenant's rows only, `:name` into a placeholder, a list into several.
 * A bare name of a tenant's table is refused here, once for each text; compiled texts are kept.
 */
export class SqlCompiler {
  readonly #templates = new Map<string, Template>()
  readonly #whole = new Set<string>()

  constructor(
    readonly placeholder: (position: number) => string,
    readonly tables: Tables,
    /** Tables whose rows may also be an organisation's own, with no service. */
    readonly shared: ReadonlySet<string>,
  ) {}

  compile(sql: string, params: Params, guard: Guard | null): Compiled {
    let lists = ''
    for (const name in params) {
      const value = params[name]
      if (Array.isArray(value)) lists += `${name}${value.length},`
    }
    const key = guard ? `${guard.prefix ?? ''}|${guard.allowBare ?? ''}|${lists}|${sql}` : `*|${lists}|${sql}`
    let template = this.#templates.get(key)
    if (!template) {
      template = this.#translate(sql, params, guard)
      if (this.#templates.size >= CACHE) this.#templates.clear()
      this.#templates.set(key, template)
    }
    const values = new Array<Value>(template.names.length)
    const taken: Record<string, number> = {}
    for (let i = 0; i < values.length; i++) {
      const name = template.names[i]!
      const value = params[name]
      if (value === undefined) throw new Error(`The statement has no value for :${name}: ${sql}`)
      if (Array.isArray(value)) {
        const at = taken[name] ?? 0
        values[i] = value[at % value.length] as Value
        taken[name] = at + 1
      } else values[i] = value as Value
    }
    return { text: template.text, values }
  }

  /** The column that says whose a table's rows are; throws where the caller may not name the table. */
  tenantColumn(table: string, guard: Guard | null): 'service_id' | 'organisation_id' {
    const column = this.tables.get(table)
    if (!column) throw new ScopeError(`${table} is not a table of a service or an organisation.`)
    if (guard?.prefix !== undefined && !table.startsWith(guard.prefix)) throw new ScopeError(`${table} is not a table of this plugin: those begin with ${guard.prefix}.`)
    return column
  }

  /** The column that a new row is stamped in. */
  ownerColumn(table: string, guard: Guard | null, inService: boolean): 'service_id' | 'organisation_id' {
    const column = this.tenantColumn(table, guard)
    return !inService && this.shared.has(table) ? 'organisation_id' : column
  }

  /** A condition that closes a bracket it did not open would get out of the tenant's predicate around it. */
  assertWhole(condition: string): void {
    if (this.#whole.has(condition)) return
    let depth = 0
    for (const bracket of condition.replace(QUOTED, '').match(/[()]/g) ?? []) {
      depth += bracket === '(' ? 1 : -1
      if (depth < 0) break
    }
    if (depth !== 0) throw new ScopeError(`The brackets do not match: ${condition}`)
    if (this.#whole.size >= CACHE) this.#whole.clear()
    this.#whole.add(condition)
  }

  #translate(sql: string, params: Params, guard: Guard | null): Template {
    const names: string[] = []
    const bind = (name: string): string => {
      names.push(name)
      return this.placeholder(names.length)
    }
    const text = sql.replace(TOKEN, (token: string, table: string | undefined, param: string | undefined, offset: number) => {
      if (table !== undefined) {
        const column = this.tenantColumn(table, guard)
        return `(select * from ${table} where ${column} = ${bind(column === 'service_id' ? 'service' : 'organisation')})`
      }
      if (param !== undefined) {
        const value = params[param]
        // SQLite plans a statement anew at every run when a bare parameter is its limit; an expression is left alone.
        if (!Array.isArray(value)) return LIMIT.test(sql.slice(0, offset)) ? `${bind(param)} + 0` : bind(param)
        // An empty list matches nothing on both engines.
        return value.length === 0 ? 'null' : value.map(() => bind(param)).join(', ')
      }
      if (guard) this.#check(token, guard, sql)
      return token
    })
    return { text, names }
  }

  /** Names are the same in capitals and in quotes; a comment could hide where a text begins and ends. */
  #check(token: string, guard: Guard, sql: string): void {
    if (token === '--' || token === '/*') throw new ScopeError(`Comments belong beside statements, not into them: ${sql}`)
    if (token.startsWith("'")) return
    const name = token.replace(/["`]/g, '').toLowerCase()
    if (name !== guard.allowBare && (this.tables.get(name) || (guard.prefix !== undefined && this.tables.has(name)))) {
      throw new ScopeError(`Write {${name}} instead of ${token}, so that the statement sees one tenant only: ${sql}`)
    }
  }
}
