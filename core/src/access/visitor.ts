import type { RequestHeaders } from './session-cookie.js'
import type { Visitor } from './sessions.js'

export function visitorOf(input: { readonly ip: string; readonly headers: RequestHeaders }): Visitor {
  return { ip: input.ip, userAgent: String(input.headers['user-agent'] ?? '') }
}
