import type { Db, Params, Row, Value } from 'adapters-sdk'
import type { Connection, Engine, Tenant } from './engine.js'
import { currentContext, FrozenError, ScopeError, withTransaction, type Scope } from './scope.js'
import { SqlExpression } from './sql-expression.js'
import type { Guard, SqlCompiler } from './sql-text.js'

/** The only way to a service's rows: what `Db` promises, for whatever scope is open. Organisations' tables work the same way. */
export class ScopedDb implements Db {
  readonly engine: 'sqlite' | 'postgres'
  readonly #engine: Engine
  readonly #compiler: SqlCompiler
  readonly #prefix: string | undefined

  /** `prefix`: the tables a plugin may name. */
  constructor(engine: Engine, compiler: SqlCompiler, prefix?: string) {
    this.engine = engine.kind
    this.#engine = engine
    this.#compiler = compiler
    this.#prefix = prefix
  }

  async all<R = Row>(sql: string, params: Params = {}): Promise<R[]> {
    const { connection, scope } = this.#open()
    const { text, values } = this.#compiler.compile(sql, bind(scope, params), this.#guard())
    const read = () => connection.all(text, values) as Promise<R[]>
    return scope.frozen ? remembered(scope.frozen, JSON.stringify([text, values]), read) : read()
  }

  async one<R = Row>(sql: string, params: Params = {}): Promise<R | undefined> {
    return (await this.all<R>(sql, params))[0]
  }

  async insert(table: string, rows: Row | readonly Row[]): Promise<number[]> {
    const statement = this.#insertion(table, rows, 'returning id')
    if (!statement) return []
    const written = await statement.connection.all(statement.text, statement.values)
    return written.map((row) => row['id'] as number)
  }

  async insertIgnore(table: string, rows: Row | readonly Row[]): Promise<number> {
    const statement = this.#insertion(table, rows, 'on conflict do nothing')
    return statement ? statement.connection.run(statement.text, statement.values) : 0
  }

  async update(table: string, set: Readonly<Record<string, Value | SqlExpression>>, where: string, params: Params = {}): Promise<number> {
    const { connection, scope } = this.#openToWrite()
    const bound = bind(scope, params)
    const owner = this.#compiler.tenantColumn(table, this.#guard())
    const assignments = Object.entries(set).map(([column, value]) => {
      if (column === owner) throw new ScopeError(`Whose a row of ${table} is cannot be changed.`)
      if (value instanceof SqlExpression) return `${column} = ${value.sql}`
      bound[`set_${column}`] = value
      return `${column} = :set_${column}`
    })
    const sql = `update ${table} set ${assignments.join(', ')} where ${this.#around(table, where)}`
    const { text, values } = this.#compiler.compile(sql, bound, this.#guard(table))
    return connection.run(text, values)
  }

  async delete(table: string, where: string, params: Params = {}): Promise<number> {
    const { connection, scope } = this.#openToWrite()
    const sql = `delete from ${table} where ${this.#around(table, where)}`
    const { text, values } = this.#compiler.compile(sql, bind(scope, params), this.#guard(table))
    return connection.run(text, values)
  }

  async transaction<T>(work: () => Promise<T>): Promise<T> {
    const { transaction, scope } = currentContext()
    if ((transaction && !transaction.closed) || scope.frozen) return work()
    return this.#engine.transaction(tenantOf(scope), (opened) => withTransaction(opened, work))
  }

  async savepoint<T>(work: () => Promise<T>): Promise<T> {
    const { transaction, scope } = currentContext()
    if (scope.frozen) return work()
    if (!transaction) throw new Error('A savepoint needs a transaction around it.')
    const gathered = transaction.gathered?.length ?? 0
    transaction.defer(transaction.run('savepoint step', []))
    try {
      const result = await work()
      await transaction.settled()
      transaction.defer(transaction.run('release savepoint step', []))
      return result
    } catch (error) {
      const reason: unknown = await transaction.settled().then(() => error, (failure: unknown) => failure)
      if (transaction.gathered) transaction.gathered.length = gathered
      await transaction.run('rollback to savepoint step', [])
      await transaction.run('release savepoint step', [])
      throw reason
    }
  }

  /** Lets a write travel while the work goes on, where nobody needs its result: the transaction ends after it, and fails with it. */
  async later(write: Promise<unknown>): Promise<void> {
    const { transaction } = currentContext()
    if (transaction && !transaction.closed) transaction.defer(write)
    else await write
  }

  /** Keeps an item until the running transaction ends; `write` then gets all of them at once. What an undone savepoint gathered is forgotten. */
  gather<T>(item: T, write: (items: readonly T[]) => Promise<void>): void {
    const { transaction, scope } = currentContext()
    if (scope.frozen) throw frozen()
    if (!transaction) throw new Error('Only a transaction can gather.')
    if (transaction.gathered) {
      transaction.gathered.push(item)
      return
    }
    transaction.gathered = [item]
    transaction.beforeCommit(async () => {
      const items = transaction.gathered as T[]
      transaction.gathered = undefined
      if (items.length > 0) await withTransaction(transaction, () => write(items), scope)
    })
  }

  /** Runs once the running transaction is committed; at once when there is none. */
  afterCommit(hook: () => void): void {
    const { transaction } = currentContext()
    if (transaction && !transaction.closed) transaction.afterCommit(hook)
    else hook()
  }

  /** Tells the other nodes, once the running transaction is committed. */
  async notify(channel: string, message: string): Promise<void> {
    const { transaction } = currentContext()
    if (this.engine === 'sqlite' && transaction) transaction.afterCommit(() => void this.#engine.notify(transaction, channel, message))
    else await this.#engine.notify(this.#openToWrite().connection, channel, message)
  }

  #open(): { connection: Connection; scope: Scope } {
    const { scope, transaction } = currentContext()
    if (scope.kind === 'system') throw new ScopeError("A tenant's data needs the scope of a service or an organisation, but the scope is the system's.")
    if (transaction) return { connection: transaction, scope }
    const tenant = tenantOf(scope)
    const engine = this.#engine
    return { scope, connection: { all: (sql, values) => engine.all(tenant, sql, values), run: (sql, values) => engine.run(tenant, sql, values) } }
  }

  #openToWrite(): { connection: Connection; scope: Scope } {
    const open = this.#open()
    if (open.scope.frozen) throw frozen()
    return open
  }

  #insertion(table: string, rows: Row | readonly Row[], tail: string): { connection: Connection; text: string; values: Value[] } | undefined {
    const { connection, scope } = this.#openToWrite()
    const tenant = this.#compiler.ownerColumn(table, this.#guard(), scope.kind === 'service')
    const owner = bind(scope, {})[tenant === 'service_id' ? 'service' : 'organisation']
    if (owner === undefined) throw new ScopeError(`Rows of ${table} need a service's scope.`)
    const list = Array.isArray(rows) ? (rows as readonly Row[]) : [rows as Row]
    if (list.length === 0) return undefined
    const columns = Object.keys(list[0]!).filter((column) => column !== tenant)
    const values: Value[] = []
    const place = (value: Value): string => {
      values.push(value)
      return this.#engine.placeholder(values.length)
    }
    const tuples = list.map((row) => `(${[place(owner as number), ...columns.map((column) => place(row[column] ?? null))].join(', ')})`)
    return { connection, text: `insert into ${table} (${tenant}${columns.map((column) => `, ${column}`).join('')}) values ${tuples.join(', ')} ${tail}`, values }
  }

  #around(table: string, where: string): string {
    const column = this.#compiler.tenantColumn(table, this.#guard())
    this.#compiler.assertWhole(where)
    return `${column} = :${column === 'service_id' ? 'service' : 'organisation'} and (${where})`
  }

  #guard(allowBare?: string): Guard {
    return { ...(allowBare === undefined ? {} : { allowBare }), ...(this.#prefix === undefined ? {} : { prefix: this.#prefix }) }
  }
}

function frozen(): FrozenError {
  return new FrozenError('Nothing may be written here: this only tries what would happen.')
}

function remembered<R>(memory: Map<string, Promise<unknown[]>>, key: string, read: () => Promise<R[]>): Promise<R[]> {
  let known = memory.get(key)
  if (!known) memory.set(key, (known = read()))
  return known as Promise<R[]>
}

/** In an organisation's scope there is no service to bind, so that a statement on a service's table fails. */
function bind(scope: Scope, params: Params): Record<string, Value | readonly (string | number)[]> {
  return scope.kind === 'service' ? { ...params, service: scope.serviceId, organisation: scope.organisationId } : { ...params, organisation: scope.organisationId }
}

function tenantOf(scope: Scope): Tenant {
  return { serviceId: scope.serviceId, organisationId: scope.organisationId }
}
