import type { Config } from '../config/index.js'

/** Where a command's words go. */
export interface Terminal {
  out(line: string): void
  error(line: string): void
}

export interface CommandContext {
  readonly arguments: readonly string[]
  /** What was given behind `--name`, in the order given. */
  readonly options: Readonly<Record<string, readonly string[]>>
  /** Read when it is first asked for, so that help needs no configuration. */
  readonly config: () => Config
  readonly terminal: Terminal
}

export interface Command {
  readonly name: string
  /** What follows the name. */
  readonly usage: string
  readonly summary: string
  /** Everything a person needs who asks for help. */
  readonly help: string
  /** The names of the options it takes, each with a value and as often as one likes. */
  readonly options?: readonly string[]
  /** Resolves to the exit code. */
  run(context: CommandContext): Promise<number>
}

/** The command was called in a way it does not know; its help is shown. */
export class UsageError extends Error {}

/** Exactly these many words, or the help. */
export function expectArguments(given: readonly string[], count: number): readonly string[] {
  if (given.length !== count) throw new UsageError(count === 0 ? `unexpected: ${given.join(' ')}` : `expected ${count} words after the command, got ${given.length}`)
  return given
}

/** Runs the command that the first word names; the rest are its own. */
export function choose(context: CommandContext, verbs: Readonly<Record<string, (context: CommandContext) => Promise<number>>>): Promise<number> {
  const [verb, ...rest] = context.arguments
  const run = verb !== undefined && Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
  if (!run) throw new UsageError(verb === undefined ? `${Object.keys(verbs).join(' or ')}?` : `unknown: ${verb}`)
  return run({ ...context, arguments: rest })
}
