import type { Http, Localized } from 'adapters-sdk'
import { retryAfter } from './retry-after.js'
import type { CallOutcome, WebCall } from './web-call.js'

const TIMEOUT_MS = 10_000
/** Of an answer no more is read: who answers without end costs nothing. */
const READ_BYTES = 4096
const AGAIN: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504])

/** One attempt. Only what may work later is worth another one. */
export async function attemptCall(http: Http, call: WebCall, headers: Readonly<Record<string, string>>, signal: AbortSignal, now: number): Promise<CallOutcome> {
  let response: Response
  try {
    response = await http.fetch(call.url, { method: call.method, headers: { 'user-agent': 'OpenContact', ...call.headers, ...headers }, body: call.body, signal, timeoutMs: TIMEOUT_MS })
  } catch (error) {
    if (signal.aborted) throw error
    const reason = { ko: `연결하지 못했습니다 (${detailOf(error)})`, en: `it could not be reached (${detailOf(error)})` }
    return (error as Error).name === 'PrivateAddressError' ? { kind: 'refused', reason: PRIVATE } : { kind: 'again', reason, afterMs: null }
  }
  const { status } = response
  const text = await beginning(response)
  if (response.ok) return call.accepts === 'dooray' && refusedByDooray(text) ? { kind: 'refused', reason: said(status, text) } : { kind: 'done', status }
  if (status >= 300 && status < 400) return { kind: 'refused', reason: { ko: `다른 주소로 넘겼습니다 (${status})`, en: `it led to another address (${status})` } }
  if (!AGAIN.has(status)) return { kind: 'refused', reason: said(status, text) }
  return { kind: 'again', reason: said(status, text), afterMs: retryAfter(response.headers.get('retry-after'), now) }
}

const PRIVATE: Localized = { ko: '내부 네트워크 주소는 호출할 수 없습니다', en: 'addresses of a private network are not called' }

function said(status: number, text: string): Localized {
  const words = text.replace(/\s+/g, ' ').trim().slice(0, 200)
  return { ko: `응답 ${status}${words && `: ${words}`}`, en: `answer ${status}${words && `: ${words}`}` }
}

/** Dooray answers 200 also when it posts nothing. */
function refusedByDooray(text: string): boolean {
  return /"isSuccessful"\s*:\s*false/.test(text)
}

async function beginning(response: Response): Promise<string> {
  const reader = response.body?.getReader()
  if (!reader) return ''
  const decoder = new TextDecoder()
  let text = ''
  try {
    for (let bytes = 0; bytes < READ_BYTES; ) {
      const { done, value } = await reader.read()
      if (done) break
      bytes += value.length
      text += decoder.decode(value, { stream: true })
    }
  } catch {
    // It had answered; that the rest did not come changes nothing.
  }
  await reader.cancel().catch(() => undefined)
  return text.slice(0, READ_BYTES)
}

function detailOf(error: unknown): string {
  const { name, message, cause } = error as Error & { readonly cause?: { readonly code?: string } }
  if (name === 'TimeoutError') return 'timeout'
  return cause?.code ?? message
}
