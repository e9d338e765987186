import { i18n, language } from '../i18n/i18n.js'
import { ApiError, problemOf } from './api-error.js'

export interface CallOptions {
  readonly signal?: AbortSignal
  /** The version that was seen: refused when there is a newer one. */
  readonly ifMatch?: number
}

/** Keys of writes whose answer was lost, by what they wrote: trying the same again is then done once. */
const lost = new Map<string, string>()

let csrf = ''
let signedOut: () => void = () => {}

/** The token every writing call carries; comes with the session. */
export function setCsrf(token: string): void {
  csrf = token
}
/** What happens when the server no longer knows the session. */
export function onSignedOut(handler: () => void): void {
  signedOut = handler
}

function newKey(): string {
  // randomUUID exists only in secure contexts, and a first try may come by plain http from another machine.
  return crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function answer(method: string, path: string, body: unknown, options: CallOptions): Promise<Response> {
  const headers: Record<string, string> = { 'Accept': 'application/json', 'Accept-Language': language.value }
  const raw = body instanceof Blob
  if (raw) headers['Content-Type'] = body.type || 'application/octet-stream'
  else if (body !== undefined) headers['Content-Type'] = 'application/json'
  const content = raw ? body : body === undefined ? null : JSON.stringify(body)
  const print = `${method} ${path} ${raw ? '' : content}`
  const key = raw ? newKey() : (lost.get(print) ?? newKey())
  if (method !== 'GET') {
    headers['X-CSRF-Token'] = csrf
    headers['Idempotency-Key'] = key
    if (options.ifMatch !== undefined) headers['If-Match'] = `"${options.ifMatch}"`
  }
  const { t } = i18n.global
  let response: Response
  try {
    response = await fetch(path, { method, headers, credentials: 'same-origin', signal: options.signal ?? null, body: content })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    if (method !== 'GET') lost.set(print, key)
    throw new ApiError(0, 'network.unreachable', t('error.network.title'), t('error.network.remedy'))
  }
  lost.delete(print)
  if (!response.ok) {
    const problem = await problemOf(response, { title: t('error.unexpected.title'), remedy: t('error.unexpected.remedy') })
    if (problem.code === 'access.not_signed_in') signedOut()
    throw problem
  }
  return response
}

async function call<T>(method: string, path: string, body: unknown, options: CallOptions): Promise<T> {
  const response = await answer(method, path, body, options)
  if (response.status === 204) return undefined as T
  return (await response.json()) as T
}

export interface Api {
  get<T>(path: string, options?: CallOptions): Promise<T>
  post<T>(path: string, body?: unknown, options?: CallOptions): Promise<T>
  put<T>(path: string, body?: unknown, options?: CallOptions): Promise<T>
  patch<T>(path: string, body?: unknown, options?: CallOptions): Promise<T>
  delete<T = void>(path: string, options?: CallOptions): Promise<T>
  /** What is no JSON; its body is still on the way. */
  file(path: string, options?: CallOptions): Promise<Response>
  /** The address of a path, for links and images. */
  url(path: string): string
}

/** A client for everything below `base`. */
export function apiAt(base: () => string): Api {
  return {
    get: (path, options = {}) => call('GET', base() + path, undefined, options),
    post: (path, body, options = {}) => call('POST', base() + path, body ?? {}, options),
    put: (path, body, options = {}) => call('PUT', base() + path, body ?? {}, options),
    patch: (path, body, options = {}) => call('PATCH', base() + path, body ?? {}, options),
    delete: (path, options = {}) => call('DELETE', base() + path, undefined, options),
    file: (path, options = {}) => answer('GET', base() + path, undefined, options),
    url: (path) => base() + path,
  }
}

/** Everything below `/api`: session, member, organisation. */
export const api = apiAt(() => '/api')
