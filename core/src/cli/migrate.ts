import { createCore } from '../main.js'
import { createLogger } from '../platform/index.js'
import { systemScope } from '../tenancy/index.js'
import { expectArguments, type Command } from './command.js'

export const migrate: Command = {
  name: 'migrate',
  usage: '',
  summary: 'Brings the database up to date, the plugins’ tables too, and ends',
  help: `"start" does the same before it serves. Shows each owner's migrations. Ends with 1 if a plugin's failed; the others' are done.`,
  async run({ arguments: words, config, terminal }) {
    expectArguments(words, 0)
    const core = await createCore(config(), createLogger('silent'))
    try {
      const rows = await systemScope('show what was migrated', () => core.database.system.all<{ owner: string; name: string }>('select m.owner, m.name from schema_migration m order by m.applied_at, m.owner, m.name'))
      for (const { owner, name } of rows) terminal.out(`${owner.padEnd(12)}  ${name}`)
      const migrated = new Set(core.plugins.plugins.map(({ id }) => id))
      const failed = core.plugins.problems.filter(({ plugin }) => !migrated.has(plugin))
      for (const { plugin, stage, message } of failed) terminal.error(`plugin ${plugin} (${stage}): ${message}`)
      return failed.length === 0 ? 0 : 1
    } finally {
      await core.stop()
    }
  },
}
