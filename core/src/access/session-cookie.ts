import { SESSION_COOKIE } from '../http/index.js'

const THIRTY_DAYS = 30 * 24 * 3600

export type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>

export function setSessionCookie(token: string, publicUrl: string): Record<string, string> {
  return cookie(token, THIRTY_DAYS, publicUrl)
}

export function clearSessionCookie(publicUrl: string): Record<string, string> {
  return cookie('', 0, publicUrl)
}

/** The session's token in a request that came with a session. */
export function sessionTokenOf(headers: RequestHeaders): string {
  const pairs = String(headers['cookie'] ?? '').split(';').map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(`${SESSION_COOKIE}=`))?.slice(SESSION_COOKIE.length + 1) ?? ''
}

function cookie(value: string, maxAge: number, publicUrl: string): Record<string, string> {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : ''
  return { 'Set-Cookie': `${SESSION_COOKIE}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}` }
}
