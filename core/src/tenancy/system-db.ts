import type { Params, Row, Value } from 'adapters-sdk'
import type { Connection, Engine, Tenant } from './engine.js'
import { currentContext, inScope, withTransaction } from './scope.js'
import type { SqlCompiler } from './sql-text.js'

const SYSTEM: Tenant = { serviceId: 0, organisationId: 0 }

/**
 * Statements across tenants, for the few places that need them: log-in, set-up, the dispatchers' claims, the operator.
 * Never handed to plugins. Every caller says why through `systemScope`.
 */
export class SystemDb {
  readonly kind: 'sqlite' | 'postgres'

  constructor(
    readonly engine: Engine,
    readonly compiler: SqlCompiler,
  ) {
    this.kind = engine.kind
  }

  async all<R = Row>(sql: string, params: Params = {}): Promise<R[]> {
    const { text, values } = this.compiler.compile(sql, params, null)
    return this.#open().all(text, values) as Promise<R[]>
  }

  async one<R = Row>(sql: string, params: Params = {}): Promise<R | undefined> {
    return (await this.all<R>(sql, params))[0]
  }

  async run(sql: string, params: Params = {}): Promise<number> {
    const { text, values } = this.compiler.compile(sql, params, null)
    return this.#open().run(text, values)
  }

  async insert(table: string, row: Row): Promise<number> {
    const columns = Object.keys(row)
    const rows = await this.all<{ id: number }>(`insert into ${table} (${columns.join(', ')}) values (${columns.map((column) => `:${column}`).join(', ')}) returning id`, row as Record<string, Value>)
    return rows[0]!.id
  }

  async transaction<T>(work: () => Promise<T>): Promise<T> {
    const { transaction, scope } = currentContext()
    if (scope.kind !== 'system') throw new Error('A transaction across tenants needs the system scope.')
    if (transaction && !transaction.closed) return work()
    return this.engine.transaction(SYSTEM, (opened) => withTransaction(opened, work))
  }

  #open(): Connection {
    const { scope, transaction } = currentContext()
    if (scope.kind !== 'system') throw new Error('A statement across tenants needs the system scope: systemScope(reason, work).')
    if (transaction) return transaction
    return { all: (sql, values) => this.engine.all(SYSTEM, sql, values), run: (sql, values) => this.engine.run(SYSTEM, sql, values) }
  }
}

/** Opens the scope in which every tenant is visible. `reason` is what an auditor reads when looking for its callers. */
export function systemScope<T>(reason: string, work: () => Promise<T>): Promise<T> {
  return inScope({ kind: 'system', organisationId: 0, serviceId: 0, cause: { origin: 'system', chain: reason, depth: 0 } }, work)
}
