/** What a column can hold on both engines. JSON columns take strings made with `JSON.stringify` and are read with `fromJson`. */
export type Value = string | number | null | Uint8Array
export type Row = Record<string, Value>
export type Params = Readonly<Record<string, Value | readonly (string | number)[]>>

/**
 * The database, already narrowed to the service of the running request, webhook, job or event; without a scope every call throws.
 * Table names in braces, `select … from {email_caught} c`, become a derived table that holds only this service's rows, so that no
 * condition can reach another's; a bare name of a service's table is refused. `:name` is a parameter, a list expands inside `in (:names)`.
 */
export interface Db {
  readonly engine: 'sqlite' | 'postgres'
  all<R = Row>(sql: string, params?: Params): Promise<R[]>
  one<R = Row>(sql: string, params?: Params): Promise<R | undefined>
  /** Rows are stamped with the service. All rows have the same columns. Resolves to the new ids, in order, where the table has an `id`. */
  insert(table: string, rows: Row | readonly Row[]): Promise<number[]>
  /** Like `insert`, but rows that clash with a unique key are left out. Resolves to the number written. */
  insertIgnore(table: string, rows: Row | readonly Row[]): Promise<number>
  /** `where` is an SQL condition on the row's columns; the service's predicate is put around it. Resolves to the number changed. */
  update(table: string, set: Row, where: string, params?: Params): Promise<number>
  delete(table: string, where: string, params?: Params): Promise<number>
  /** Everything called inside takes part; nested calls join. Committed durably when it resolves. */
  transaction<T>(work: () => Promise<T>): Promise<T>
  /** Inside a transaction: undoes only `work`'s own changes when it throws. */
  savepoint<T>(work: () => Promise<T>): Promise<T>
}

/** Reads a JSON column: text on SQLite, already an object on Postgres. */
export function fromJson<T>(value: unknown): T {
  return (typeof value === 'string' ? JSON.parse(value) : value) as T
}
