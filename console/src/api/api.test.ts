import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { api, setCsrf } from './api.js'
import { ApiError } from './api-error.js'

const calls: { url: string; init: RequestInit & { headers: Record<string, string> } }[] = []
let answers: (Response | Error)[] = []

beforeEach(() => {
  calls.length = 0
  vi.stubGlobal('fetch', (url: string, init: RequestInit & { headers: Record<string, string> }) => {
    calls.push({ url, init })
    const answer = answers.shift()!
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
  })
})
afterEach(() => vi.unstubAllGlobals())

const keyOf = (at: number) => calls[at]!.init.headers['Idempotency-Key']

it('sends token and key with what writes, and neither with what reads', async () => {
  setCsrf('token')
  answers = [Response.json({}), Response.json({})]
  await api.get('/a')
  await api.post('/a', { x: 1 })
  expect(calls[0]!.init.headers['Idempotency-Key']).toBeUndefined()
  expect(calls[1]!.init.headers).toMatchObject({ 'X-CSRF-Token': 'token', 'Content-Type': 'application/json' })
})

it('TKT-17: repeats a write whose answer was lost under the same key, and another content under another', async () => {
  answers = [new TypeError('offline'), Response.json({}), new TypeError('offline'), Response.json({}), Response.json({})]
  await expect(api.post('/reply', { html: 'a' })).rejects.toMatchObject({ code: 'network.unreachable', status: 0 })
  await api.post('/reply', { html: 'a' })
  expect(keyOf(1)).toBe(keyOf(0))
  await expect(api.post('/reply', { html: 'b' })).rejects.toBeInstanceOf(ApiError)
  await api.post('/reply', { html: 'c' })
  expect(keyOf(3)).not.toBe(keyOf(2))
  await api.post('/reply', { html: 'a' })
  expect(keyOf(4)).not.toBe(keyOf(1))
})

it('says what the problem document says, and where a form is wrong', async () => {
  answers = [Response.json({ status: 400, code: 'http.invalid', title: '틀림', remedy: '고치세요', errors: [{ path: 'member.email', message: '메일 주소가 아닙니다' }] }, { status: 400 })]
  await expect(api.post('/setup', {})).rejects.toMatchObject({ code: 'http.invalid', title: '틀림', remedy: '고치세요', fields: { 'member.email': '메일 주소가 아닙니다' } })
})

it('has words for an answer that says nothing', async () => {
  answers = [new Response('<html>', { status: 502 })]
  const error = await api.get('/x').catch((cause: unknown) => cause as ApiError)
  expect(error).toMatchObject({ code: 'http.502' })
  expect((error as ApiError).title).not.toBe('')
})
