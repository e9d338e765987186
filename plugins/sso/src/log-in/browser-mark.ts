import { randomBytes } from 'node:crypto'

const COOKIE = 'oc_sso'
const SHAPE = /^[A-Za-z0-9_-]{43}$/

export type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>

/** What this browser was given at the start of a log-in; null: nothing. */
export function browserMarkOf(headers: RequestHeaders): string | null {
  const pair = String(headers['cookie'] ?? '').split(';').map((one) => one.trim()).find((one) => one.startsWith(`${COOKIE}=`))
  const value = pair?.slice(COOKIE.length + 1) ?? ''
  return SHAPE.test(value) ? value : null
}

/** The mark a browser has already stays, so that two tabs can log in side by side. */
export function markBrowser(headers: RequestHeaders, publicUrl: string): { readonly mark: string; readonly headers: Readonly<Record<string, string>> } {
  const mark = browserMarkOf(headers) ?? randomBytes(32).toString('base64url')
  const secure = publicUrl.startsWith('https:') ? '; Secure' : ''
  return { mark, headers: { 'Set-Cookie': `${COOKIE}=${mark}; Path=/; Max-Age=600; HttpOnly; SameSite=Lax${secure}` } }
}
