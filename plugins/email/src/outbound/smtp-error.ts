import { ChannelError, type ChannelErrorCode } from 'adapters-sdk'
import { errorCode } from '../inbound/failed-delivery.js'

/** What nodemailer says about a failed conversation. */
interface SmtpFailure extends Error { readonly code?: string; readonly command?: string; readonly responseCode?: number; readonly response?: string }

/** `written`: the whole mail was handed over. Without an answer after that, nobody here knows whether the server took it. */
export function smtpError(error: unknown, written: boolean): ChannelError {
  if (error instanceof ChannelError) return error
  const failure = error as SmtpFailure
  const reply = failure.responseCode
  const details = { certainty: 'not-sent', providerCode: failure.response?.slice(0, 300) ?? failure.code, cause: error } as const
  if (reply === undefined && written) return new ChannelError('outcome.unknown', `The mail server took the mail and then did not answer: ${failure.message}`, { ...details, certainty: 'maybe-sent' })
  return new ChannelError(codeOf(failure), failure.message, details)
}

function codeOf(failure: SmtpFailure): ChannelErrorCode {
  const { code, command = '', responseCode: reply = 0, response = '' } = failure
  if (reply >= 400 && reply < 500) return 'transient.provider'
  if (code === 'EAUTH' || code === 'ENOAUTH' || reply === 530 || reply === 535) return 'auth.revoked'
  if (code === 'ETLS' || code === 'EREQUIRETLS') return 'inbox.misconfigured'
  if (code === 'EMESSAGE' && /size/i.test(failure.message) && command === 'MAIL FROM') return 'attachment.too_large'
  if (code === 'EENVELOPE' && command === 'API') return 'recipient.invalid'
  if (reply < 500) return 'transient.network'
  const enhanced = /\b5\.\d+\.\d+\b/.exec(response)?.[0] ?? ''
  if (reply === 552 || errorCode(enhanced) === 'attachment.too_large') return 'attachment.too_large'
  if (command === 'RCPT TO') return errorCode(enhanced)
  if (command === 'MAIL FROM') return 'inbox.misconfigured'
  if (command === 'DATA') return 'content.rejected'
  return 'transient.provider'
}
