import { AppError, type Language, type Localized } from 'adapters-sdk'
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
  return { type: `urn:opencontact:error:${code}`, title, status, code, remedy, requestId, ...(known ? spoken(error.extra, language) : {}) }
}

/** What is wrong with single fields may come in every language. */
function spoken(extra: AppError['extra'], language: Language): AppError['extra'] {
  if (!Array.isArray(extra['errors'])) return extra
  const errors = (extra['errors'] as { readonly message: string | Localized }[]).map((error) => (typeof error.message === 'string' ? error : { ...error, message: error.message[language] }))
  return { ...extra, errors }
}
