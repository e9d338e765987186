import { parseArgs } from 'node:util'
import { readConfig, type Config } from '../config/index.js'
import { UsageError, type Command, type CommandContext, type Terminal } from './command.js'
import { migrate } from './migrate.js'
import { organisation } from './organisation.js'
import { password } from './password.js'
import { plugin } from './plugin.js'
import { price } from './price.js'
import { search } from './search.js'
import { security } from './security.js'
import { start } from './start.js'

const COMMANDS: readonly Command[] = [start, migrate, plugin, organisation, password, price, search, security]

const terminal: Terminal = {
  out: (line) => void process.stdout.write(`${line}\n`),
  error: (line) => void process.stderr.write(`${line}\n`),
}

/** The `opencontact` command. Resolves to the exit code: 0 done, 1 failed, 2 called wrongly. */
export async function runCli(words: readonly string[], environment: NodeJS.ProcessEnv = process.env, to: Terminal = terminal): Promise<number> {
  const [name, ...rest] = words
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    to.out(overview())
    return name === undefined ? 2 : 0
  }
  const command = COMMANDS.find((one) => one.name === name)
  if (!command) {
    to.error(`There is no command ${name}.\n\n${overview()}`)
    return 2
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    to.out(helpOf(command))
    return 0
  }
  let config: Config | undefined
  try {
    return await command.run({ ...wordsAndOptions(rest, command), config: () => (config ??= readConfig(environment)), terminal: to })
  } catch (error) {
    if (error instanceof UsageError) {
      to.error(`${error.message}\n\n${helpOf(command)}`)
      return 2
    }
    to.error(error instanceof Error ? error.message : String(error))
    return 1
  }
}

function wordsAndOptions(words: readonly string[], { options = [] }: Command): Pick<CommandContext, 'arguments' | 'options'> {
  try {
    const { positionals, values } = parseArgs({ args: [...words], allowPositionals: true, options: Object.fromEntries(options.map((name) => [name, { type: 'string' as const, multiple: true as const }])) })
    return { arguments: positionals, options: values as Record<string, string[]> }
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

function overview(): string {
  return ['Usage: opencontact <command>', '', ...COMMANDS.map(({ name, summary }) => `  ${name.padEnd(14)}${summary}`), '', 'opencontact <command> --help says more.'].join('\n')
}

function helpOf({ name, usage, summary, help }: Command): string {
  return [`Usage: opencontact ${name} ${usage}`.trim(), '', `${summary}.`, '', help].join('\n')
}
