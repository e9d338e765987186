import Database from 'better-sqlite3'
import pg from 'pg'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { TestDatabase } from '../../support/test-database.js'
import { valuesOf, type TableRows } from './new-rows.js'

/** One bare transaction per copy: an insert of many rows for each table, with prepared statements and nothing around them. */
export interface BareInsert { write(copy: number): Promise<void>; close(): Promise<void> }

function text({ table, columns, rows }: TableRows, place: (position: number) => string): string {
  let position = 0
  const tuples = rows.map(() => `(${columns.map(() => place(++position)).join(', ')})`)
  return `insert into ${table} (${columns.join(', ')}) values ${tuples.join(', ')}`
}

function sqlite(file: string, tables: readonly TableRows[]): BareInsert {
  const db = new Database(file)
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'busy_timeout = 5000', 'foreign_keys = ON']) db.pragma(pragma)
  const statements = tables.map((table) => db.prepare(text(table, () => '?')))
  const transaction = db.transaction((copy: number) => { for (const [index, table] of tables.entries()) statements[index]!.run(...valuesOf(table, copy)) })
  return { write: async (copy) => transaction.immediate(copy), close: async () => void db.close() }
}

async function postgres(url: string, service: number, tables: readonly TableRows[]): Promise<BareInsert> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const statements = tables.map((table, index) => ({ name: `bare${index}`, text: text(table, (position) => `$${position}`) }))
  return {
    write: async (copy) => {
      await client.query(`begin; select set_config('oc.service', '${service}', true), set_config('oc.organisation', '1', true)`)
      for (const [index, table] of tables.entries()) await client.query({ ...statements[index]!, values: valuesOf(table, copy) })
      await client.query('commit')
    },
    close: () => client.end(),
  }
}

export async function bareInsert(database: TestDatabase, service: number, tables: readonly TableRows[]): Promise<BareInsert> {
  const url = database.env().OC_DATABASE_URL
  if (url) return postgres(url, service, tables)
  return sqlite(join(database.dataDir, readdirSync(database.dataDir).find((name) => name.endsWith('.sqlite'))!), tables)
}
