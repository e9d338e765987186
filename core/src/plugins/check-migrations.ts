import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PluginFailure } from './plugin-failure.js'

const STATEMENT = /^(create table|create (?:unique )?index|alter table|drop table|drop index|insert into|update|delete from)\b/
/** Every place where a statement names a table or an index. */
const NAMED = /(?:^create table|^(?:alter|drop) table|^create(?: unique)? index|^drop index)(?: if (?:not )?exists)? ([a-z0-9_."]+)|(?:^create(?: unique)? index .*? on|^update|\b(?:into|from|join|references|rename to)) ([a-z0-9_."]+)/g

/** Reads a plugin's migrations before any of them runs: they may touch its own tables only, and each of those belongs to a service or an organisation. */
export function checkMigrations(id: string, folder: string): void {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.sql')).sort()) {
    const refuse = (message: string): never => {
      throw new PluginFailure('migrate', 'plugins.bad_migration', `${name}: ${message}`)
    }
    for (const statement of statementsOf(readFileSync(join(folder, name), 'utf8'))) {
      const begin = statement.slice(0, 60)
      if (!STATEMENT.test(statement)) refuse(`only tables, indexes and rows can be changed here, not “${begin}”`)
      for (const match of statement.matchAll(NAMED)) {
        const table = match[1] ?? match[2]!
        if (!/^[a-z0-9_]+$/.test(table) || !table.startsWith(`${id}_`)) refuse(`${table} does not begin with ${id}_ (“${begin}”)`)
      }
      if (statement.startsWith('create table') && !/\b(?:service|organisation)_id bigint not null\b/.test(statement)) refuse(`a table needs “service_id bigint not null”, or “organisation_id bigint not null” where an organisation owns the rows (“${begin}”)`)
    }
  }
}

/** Lower case, one space between words, without comments and string literals. */
function statementsOf(text: string): string[] {
  const bare = text.replaceAll('\r\n', '\n').replace(/^\s*--.*$/gm, '').replace(/'(?:[^']|'')*'/g, "''")
  return bare
    .split(/;\s*(?:\n|$)/)
    .map((statement) => statement.replace(/\s+/g, ' ').trim().toLowerCase())
    .filter((statement) => statement !== '')
}
