import type { Config } from '../config/index.js'

/** Where a command's words go. */
export interface Terminal {
  out(line: string): void
  error(line: string): void
}

export interface CommandContext {
  readonly arguments: readonly string[]
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
