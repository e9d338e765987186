import type { Engine } from '../../support/index.js'

type Query = Pick<Engine, 'query' | 'engine'>
type TableRow = Record<string, unknown>

async function columnsOf({ engine, query }: Query): Promise<Map<string, string[]>> {
  const rows = await query<{ table: string; column: string }>(
    engine === 'sqlite'
      ? `select m.name as "table", p.name as "column" from sqlite_master m join pragma_table_info(m.name) p where m.type = 'table' and m.name not like 'sqlite_%'`
      : `select table_name as "table", column_name as "column" from information_schema.columns where table_schema = 'public'`,
  )
  const tables = new Map<string, string[]>()
  for (const { table, column } of rows) tables.set(table, [...(tables.get(table) ?? []), column])
  return tables
}

/** Every row of every table that belongs to the service, or to its organisation alone. */
export async function rowsOf(database: Query, tenant: { readonly serviceId: number; readonly organisationId: number }): Promise<Map<string, TableRow[]>> {
  const found = new Map<string, TableRow[]>()
  for (const [table, columns] of await columnsOf(database)) {
    const [where, value] = columns.includes('service_id') ? ['service_id = ?', tenant.serviceId] : columns.includes('organisation_id') ? ['organisation_id = ?', tenant.organisationId] : []
    if (where === undefined) continue
    const order = columns.includes('id') ? 'id' : columns.includes('token_hash') ? 'token_hash' : columns[0]
    found.set(table, await database.query<TableRow>(`select * from ${table} where ${where} order by ${order}`, [value]))
  }
  return found
}

/** From now on new rows of every table get ids above `from`: so that one tenant's ids are never another's. */
export async function jumpIds({ engine, query }: Query, from: number): Promise<void> {
  if (engine === 'sqlite') {
    const tables = await query<{ name: string }>("select name from sqlite_master where type = 'table' and sql like '%autoincrement%'")
    for (const { name } of tables) {
      await query('delete from sqlite_sequence where name = ?', [name])
      await query('insert into sqlite_sequence (name, seq) values (?, ?)', [name, from])
    }
    return
  }
  const sequences = await query<{ name: string }>("select quote_ident(sequencename) as name from pg_sequences where schemaname = 'public'")
  for (const { name } of sequences) await query(`select setval('${name}', ${from})`)
}
