import type { TestDatabase } from '../../support/test-database.js'

/** Rows of one table, as they were written: what the floor writes again. */
export interface TableRows { readonly table: string; readonly columns: readonly string[]; readonly rows: readonly unknown[][] }

type Ids = ReadonlyMap<string, number>

/** Text columns that a unique key holds: every copy needs its own value there. */
const UNIQUE = new Set(['number', 'address', 'external_id', 'reference', 'event_key', 'dedupe_key', 'receipt_key'])

async function tables(database: TestDatabase): Promise<string[]> {
  const sql =
    database.engine === 'sqlite'
      ? `select m.name as name from sqlite_master m join pragma_table_info(m.name) p where m.type = 'table' and p.name = 'id' order by m.rowid`
      : `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attname = 'id' order by c.oid`
  return (await database.query<{ name: string }>(sql)).map((row) => row.name)
}

/** The newest id of every table. */
export async function newestIds(database: TestDatabase): Promise<Ids> {
  const ids = new Map<string, number>()
  for (const table of await tables(database)) ids.set(table, Number((await database.query<{ id: unknown }>(`select coalesce(max(id), 0) as id from ${table}`))[0]!.id))
  return ids
}

/** What was written since. */
export async function rowsSince(database: TestDatabase, before: Ids): Promise<TableRows[]> {
  const found: TableRows[] = []
  for (const [table, id] of before) {
    const rows = await database.query(`select * from ${table} where id > ${id}`)
    if (rows.length === 0) continue
    const columns = Object.keys(rows[0]!).filter((column) => column !== 'id')
    // JSON columns come back as objects on Postgres.
    const plain = (value: unknown) => (value !== null && typeof value === 'object' && !(value instanceof Uint8Array) ? JSON.stringify(value) : value)
    found.push({ table, columns, rows: rows.map((row) => columns.map((column) => plain(row[column]))) })
  }
  return found
}

/** The values of one copy, with unique ones made so by `copy`. */
export function valuesOf({ columns, rows }: TableRows, copy: number): unknown[] {
  return rows.flatMap((row) => row.map((value, index) => (UNIQUE.has(columns[index]!) && typeof value === 'string' ? `${value}-${copy}` : value)))
}
