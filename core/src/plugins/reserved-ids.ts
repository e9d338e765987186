import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Names that no plugin can have: a plugin's tables, error codes and panels begin with its id, and these beginnings are the core's.
 * A plugin called `ticket` would otherwise own `ticket_event`.
 */
export function reservedIds(coreMigrations: string, errorCodes: readonly string[]): ReadonlySet<string> {
  const reserved = new Set(['core', 'console', 'schema', 'on'])
  for (const name of readdirSync(coreMigrations)) {
    for (const match of readFileSync(join(coreMigrations, name), 'utf8').matchAll(/create (?:virtual )?table ([a-z]+)/g)) reserved.add(match[1]!)
  }
  for (const code of errorCodes) reserved.add(code.slice(0, code.indexOf('.')))
  return reserved
}
