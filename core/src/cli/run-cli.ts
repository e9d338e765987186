import { readConfig, type Config } from '../config/index.js'
import { UsageError, type Command, type Terminal } from './command.js'
import { migrate } from './migrate.js'
import { password } from './password.js'
import { plugin } from './plugin.js'
import { search } from './search.js'
import { start } from './start.js'

const COMMANDS: readonly Command[] = [start, migrate, plugin, password, search]

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
    const option = rest.find((word) => word.startsWith('-'))
    if (option !== undefined) throw new UsageError(`unknown option ${option}`)
    return await command.run({ arguments: rest, config: () => (config ??= readConfig(environment)), terminal: to })
  } catch (error) {
    if (error instanceof UsageError) {
      to.error(`${error.message}\n\n${helpOf(command)}`)
      return 2
    }
    to.error(error instanceof Error ? error.message : String(error))
    return 1
  }
}

function overview(): string {
  return ['Usage: opencontact <command>', '', ...COMMANDS.map(({ name, usage, summary }) => `  ${`${name} ${usage}`.trim().padEnd(42)}${summary}`), '', 'opencontact <command> --help says more.'].join('\n')
}

function helpOf({ name, usage, summary, help }: Command): string {
  return [`Usage: opencontact ${name} ${usage}`.trim(), '', `${summary}.`, '', help].join('\n')
}
