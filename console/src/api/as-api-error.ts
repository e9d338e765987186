import { i18n } from '../i18n/i18n.js'
import { ApiError } from './api-error.js'

/** Whatever was thrown, in the shape that screens can show. */
export function asApiError(cause: unknown): ApiError {
  if (cause instanceof ApiError) return cause
  console.error(cause)
  const { t } = i18n.global
  return new ApiError(0, 'console.unexpected', t('error.unexpected.title'), t('error.unexpected.remedy'))
}
