import { AppError, ChannelError, type Localized } from 'adapters-sdk'
import type { ErrorCatalogue } from '../http/index.js'

const UNEXPECTED: Localized = { ko: '예상하지 못한 오류가 났습니다. 서버 로그를 확인하세요.', en: 'An unexpected error happened; the server log has it.' }

/** What the ledger says of a result that failed. */
export function describeFailure(errors: ErrorCatalogue, thrown: unknown): Localized {
  const error = causes(thrown).find((one) => one instanceof ChannelError || one instanceof AppError)
  if (error instanceof ChannelError) return { ko: `${error.code}: ${error.message}`, en: `${error.code}: ${error.message}` }
  if (!(error instanceof AppError)) return UNEXPECTED
  const say = (language: 'ko' | 'en') => errors.describe(error.code, error.values, language).title
  return { ko: say('ko'), en: say('en') }
}

/** An error with what it was wrapped around. */
export function causes(error: unknown): Error[] {
  return error instanceof Error ? [error, ...causes(error.cause)] : []
}
