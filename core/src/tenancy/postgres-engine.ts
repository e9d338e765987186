import type { Writable } from 'node:stream'
import pg from 'pg'
import type { Value } from 'adapters-sdk'
import type { Connection, Engine, Tenant, Transaction } from './engine.js'
import { OpenTransaction } from './open-transaction.js'
import { PostgresSession } from './postgres-session.js'

const INT8 = 20
const NUMERIC = 1700
const RETRIED = new Set(['40001', '40P01'])
/** Longer statements are one-off bulk inserts: naming them would fill the server's memory. */
const NAMED_PARAMETERS = 120
/** Each stays prepared on every connection. */
const NAMES = 1500

/** Postgres: every statement runs in a transaction that first says whose it is, so that row-level security holds under all of it. */
export class PostgresEngine implements Engine {
  readonly kind = 'postgres'
  readonly #pool: pg.Pool
  /** Connections that always are the system's: what runs across tenants needs no transaction to say so. */
  readonly #systemPool: pg.Pool
  readonly #url: string
  readonly #names = new Map<string, string>()

  constructor(url: string, role: string | undefined, onError: (error: Error) => void, size = 10) {
    this.#url = url
    const open = (max: number, settings: readonly string[]): pg.Pool => {
      // Our statements are few and chosen for their indexes: planning each anew would cost more than running it.
      const options = ['plan_cache_mode=force_generic_plan', ...(role === undefined ? [] : [`role=${role}`]), ...settings].map((setting) => `-c ${setting}`).join(' ')
      const pool = new pg.Pool({ connectionString: url, max, types: TYPES, pipeline: true, options })
      pool.on('error', onError)
      // The pool listens to idle ones only: without this, a connection lost in the middle of a transaction would end the process.
      pool.on('connect', (client) => client.on('error', onError))
      return pool
    }
    this.#pool = open(size, [])
    this.#systemPool = open(Math.max(1, Math.ceil(size / 2)), ['oc.service=0', 'oc.organisation=0'])
  }

  placeholder(position: number): string {
    return `$${position}`
  }

  all(tenant: Tenant, sql: string, values: readonly Value[]): Promise<Record<string, unknown>[]> {
    return retried(() => this.#once(tenant, (connection) => connection.all(sql, values)))
  }

  run(tenant: Tenant, sql: string, values: readonly Value[]): Promise<number> {
    return retried(() => this.#once(tenant, (connection) => connection.run(sql, values)))
  }

  /** Three statements in one round trip; when the middle one fails, the commit behind it rolls back. */
  async #once<T>(tenant: Tenant, work: (connection: Connection) => Promise<T>): Promise<T> {
    if (tenant.serviceId === 0 && tenant.organisationId === 0) return this.#asSystem(work)
    const client = await this.#pool.connect()
    inOnePacket(client)
    const [begun, done, committed] = await Promise.allSettled([client.query(begin(tenant)), work(new PostgresConnection(client, this.#names)), client.query('commit')])
    client.release(begun.status === 'rejected' || committed.status === 'rejected')
    if (done.status === 'rejected') throw done.reason
    if (begun.status === 'rejected') throw begun.reason
    if (committed.status === 'rejected') throw committed.reason
    return done.value
  }

  async #asSystem<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const client = await this.#systemPool.connect()
    try {
      return await work(new PostgresConnection(client, this.#names))
    } finally {
      client.release()
    }
  }

  transaction<T>(tenant: Tenant, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return retried(() => this.#attempt(tenant, work))
  }

  async #attempt<T>(tenant: Tenant, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect()
    const transaction = new OpenTransaction(new PostgresConnection(client, this.#names))
    let broken: Error | undefined
    try {
      // Not awaited yet: it travels together with the first statement.
      inOnePacket(client)
      const begun = client.query(begin(tenant))
      begun.catch(() => undefined)
      const result = await work(transaction)
      await transaction.finish()
      await begun
      await client.query('commit')
      transaction.committed()
      return result
    } catch (error) {
      const reason = await transaction.reason(error)
      await client.query('rollback').catch((failure: Error) => {
        broken = failure
      })
      throw reason
    } finally {
      client.release(broken)
    }
  }

  async notify(connection: Connection, channel: string, message: string): Promise<void> {
    await connection.all('select pg_notify($1, $2)', [channel, message])
  }

  async listen(channel: string, handler: (message: string) => void, restored: () => void = () => undefined): Promise<() => Promise<void>> {
    return this.#keep(new PostgresSession(this.#url, `listen ${pg.escapeIdentifier(channel)}`, handler, restored))
  }

  lock(space: number, id: number): Promise<() => Promise<void>> {
    // Shared: one that is taken again waits for nobody, should the database still think the lost connection alive.
    return this.#keep(new PostgresSession(this.#url, `select pg_advisory_lock_shared(${space}, ${id})`))
  }

  async #keep(session: PostgresSession): Promise<() => Promise<void>> {
    await session.start()
    return () => session.stop()
  }

  async close(): Promise<void> {
    await Promise.all([this.#pool.end(), this.#systemPool.end()])
  }
}

class PostgresConnection implements Connection {
  constructor(
    readonly client: pg.PoolClient,
    readonly names: Map<string, string>,
  ) {}

  async all(sql: string, values: readonly Value[]): Promise<Record<string, unknown>[]> {
    return (await this.#query(sql, values)).rows as Record<string, unknown>[]
  }

  async run(sql: string, values: readonly Value[]): Promise<number> {
    return (await this.#query(sql, values)).rowCount ?? 0
  }

  #query(text: string, values: readonly Value[]): Promise<pg.QueryResult> {
    inOnePacket(this.client)
    if (values.length > NAMED_PARAMETERS || (this.names.size >= NAMES && !this.names.has(text))) return this.client.query(text, values as Value[])
    let name = this.names.get(text)
    if (name === undefined) {
      name = `oc${this.names.size}`
      this.names.set(text, name)
    }
    return this.client.query({ name, text, values: values as Value[] })
  }
}

/** Statements that are asked for in one turn of the event loop leave together: a write to the socket costs more than most of them. */
function inOnePacket(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Writable } }).connection
  if (stream.writableCorked > 0) return
  stream.cork()
  process.nextTick(() => stream.uncork())
}

/** Deadlocks and the like: what was undone is done again. */
async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt >= 4 || !RETRIED.has((error as { code?: string }).code ?? '')) throw error
    }
  }
}

/** Both are numbers of ours, so that they can stand in the text and go out together with `begin`. */
function begin(tenant: Tenant): string {
  return `begin; select set_config('oc.service', '${Number(tenant.serviceId)}', true), set_config('oc.organisation', '${Number(tenant.organisationId)}', true)`
}

/** Integers of 64 bits come as numbers, as on SQLite; ours stay far below 2^53. */
const TYPES: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8 || oid === NUMERIC) return Number
    return pg.types.getTypeParser(oid, format as 'text')
  }) as pg.CustomTypesConfig['getTypeParser'],
}
