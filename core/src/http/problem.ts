import { AppError, type Language } from 'adapters-sdk'
import type { ErrorCatalogue } from './error-catalogue.js'

/** An RFC 9457 problem document. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly remedy: string
  readonly requestId: string
  readonly [extra: string]: unknown
}

export function toProblem(error: unknown, catalogue: ErrorCatalogue, language: Language, requestId: string): Problem {
  const known = error instanceof AppError && catalogue.has(error.code)
  const code = known ? error.code : 'http.internal'
  const { status, title, remedy } = catalogue.describe(code, known ? error.values : {}, language)
  return { type: `urn:opencontact:error:${code}`, title, status, code, remedy, requestId, ...(known ? error.extra : {}) }
}
