import type { Localized } from './localized.js'

export interface ErrorDefinition {
  /** HTTP status. */
  readonly status: number
  /** What happened; `{name}` is filled from the error's values. */
  readonly title: Localized
  /** What to do about it. */
  readonly remedy: Localized
}

/** Throw it anywhere below a route: it becomes an RFC 9457 problem document with this code, in the caller's language. */
export class AppError extends Error {
  override readonly name = 'AppError'
  constructor(
    /** `area.reason`, defined once with `registrar.errors` or in the core's catalogue. */
    readonly code: string,
    readonly values: Readonly<Record<string, string | number>> = {},
    /** Extra members of the problem document. */
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(code)
  }
}
