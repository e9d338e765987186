/** The steps a plugin goes through; each can fail alone. */
export type Stage = 'discover' | 'check' | 'load' | 'migrate' | 'register' | 'start'

/** Why a plugin does not run, as the console shows it. `plugin` is its id, or its folder's name where the id is not known. */
export interface PluginProblem {
  readonly plugin: string
  readonly stage: Stage
  readonly code: string
  readonly message: string
}

/** Thrown by one step of one plugin; the host turns it into a problem and goes on with the others. */
export class PluginFailure extends Error {
  override readonly name = 'PluginFailure'
  constructor(
    readonly stage: Stage,
    readonly code: string,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause })
  }
}

/** Whatever a plugin threw, in words. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error)
}
