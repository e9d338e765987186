import { AppError } from 'adapters-sdk'

/** The version the caller saw, from `If-Match: "7"`; undefined: they do not say. */
export function ifMatch(headers: Readonly<Record<string, string | string[] | undefined>>): number | undefined {
  const value = headers['if-match']
  if (value === undefined || value === '*') return undefined
  const version = typeof value === 'string' ? /^(?:W\/)?"(\d{1,15})"$/.exec(value)?.[1] : undefined
  if (version === undefined) throw new AppError('http.bad_input', {}, { errors: [{ path: 'headers.if-match', message: 'not an ETag of ours' }] })
  return Number(version)
}
