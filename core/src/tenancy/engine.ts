import type { Value } from 'adapters-sdk'

export interface Connection {
  all(sql: string, values: readonly Value[]): Promise<Record<string, unknown>[]>
  /** Resolves to the number of rows changed. */
  run(sql: string, values: readonly Value[]): Promise<number>
}

export interface Transaction extends Connection {
  /** Set when it has ended, so that work left behind cannot write into the next one. */
  readonly closed: boolean
  /** A write whose result nobody waits for: the transaction ends after it, and fails with it. */
  defer(write: Promise<unknown>): void
  /** Resolves when everything deferred has arrived; rejects with the first failure. */
  settled(): Promise<void>
  /** Runs as its last part, still inside: what was gathered on the way is written at once. */
  beforeCommit(hook: () => Promise<void>): void
  /** What was gathered for `beforeCommit`; a savepoint that is undone takes its own part with it. */
  gathered: unknown[] | undefined
  /** Runs once it is committed, never when it is rolled back. */
  afterCommit(hook: () => void): void
}

/** Who a statement runs for: what Postgres' row-level security compares with. 0 is the system. */
export interface Tenant { readonly serviceId: number; readonly organisationId: number }

/** One database engine: how statements reach it and how a transaction is made durable there. */
export interface Engine {
  readonly kind: 'sqlite' | 'postgres'
  /** `?` on SQLite, `$n` on Postgres. */
  placeholder(position: number): string
  /** A statement outside any transaction. */
  all(tenant: Tenant, sql: string, values: readonly Value[]): Promise<Record<string, unknown>[]>
  run(tenant: Tenant, sql: string, values: readonly Value[]): Promise<number>
  /** Committed durably when it resolves. */
  transaction<T>(tenant: Tenant, work: (transaction: Transaction) => Promise<T>): Promise<T>
  /** Tells the other nodes; nothing where there are none. */
  notify(connection: Connection, channel: string, message: string): Promise<void>
  /** Hears what `notify` says, on this node too; reconnects by itself and says so with `restored`, since what was said meanwhile is lost. */
  listen(channel: string, handler: (message: string) => void, restored?: () => void): Promise<() => Promise<void>>
  /** Held as long as this process lives and reaches the database, for the other nodes to see; nothing where there are none. */
  lock(space: number, id: number): Promise<() => Promise<void>>
  close(): Promise<void>
}
