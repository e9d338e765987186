import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { FileAnswer, route, z } from 'adapters-sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Addresses, createLogger } from '../platform/index.js'
import type { ScopedDb } from '../tenancy/index.js'
import { ErrorCatalogue } from './error-catalogue.js'
import { httpErrors } from './errors.js'
import { createHttpApp } from './http-app.js'
import { cursorQuery, decodeCursor, pageOf } from './paging.js'
import { RouteRegistry } from './route-registry.js'

let server: Server
let port: number

const routes = [
  route({ kind: 'open', method: 'POST', path: '/echo', summary: 'Says it again', body: z.object({ text: z.string() }) }, async ({ body, ip }) => ({ text: body.text, ip })),
  route({ kind: 'open', method: 'GET', path: '/list', summary: 'A page', query: z.object(cursorQuery) }, async ({ query }) => ({ after: query.cursor === undefined ? null : decodeCursor(query.cursor, 2) })),
  route({ kind: 'open', method: 'GET', path: '/file', summary: 'A file whose name was cut in the middle of a sign' }, async () => new FileAnswer('abc', 'text/plain', '사진 😀'.slice(0, 4))),
]

const call = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}/api${path}`, init)
const echo = (body: string, headers: Record<string, string> = {}) => call('/echo', { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })

describe('createHttpApp', () => {
  beforeAll(async () => {
    const registry = new RouteRegistry()
    registry.add('core', routes)
    const errors = new ErrorCatalogue()
    errors.add(httpErrors)
    const app = createHttpApp({ registry, errors, authenticator: { authenticate: async () => null }, gate: { allows: async () => true }, db: {} as ScopedDb, log: createLogger('silent'), addresses: new Addresses(() => 'http://localhost', undefined), trustProxy: true, now: Date.now, openInbox: async () => null, openOrganisation: async () => null, rest: [] })
    server = createServer(app.callback())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
  })
  afterAll(() => server.close())

  it('tells who sends too much so, while they are still sending', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sending = request({ port, path: '/api/echo', method: 'POST', headers: { 'content-type': 'application/json' } }, (response) => {
        resolve(response.statusCode)
        sending.end()
        response.resume()
      })
      sending.on('error', reject)
      sending.write(Buffer.alloc(3 * 1024 * 1024, 'x'))
    })
    expect(status).toBe(413)
  })
  it('takes the address that the proxy saw, not the one that the caller wrote before it', async () => {
    expect(await (await echo('{"text":"a"}', { 'x-forwarded-for': '1.1.1.1, 203.0.113.9' })).json()).toMatchObject({ ip: '203.0.113.9' })
  })
  it('leaves out NULs, which no database keeps', async () => {
    expect(await (await echo('{"text":"a\\u0000b"}')).json()).toMatchObject({ text: 'ab' })
    expect((await call('/list?cursor=%00')).status).toBe(404)
  })
  it('sends a file whose name ends in half a sign', async () => {
    const answer = await call('/file')
    expect([answer.status, answer.headers.get('content-disposition')]).toEqual([200, `attachment; filename*=UTF-8''${encodeURIComponent('사진 \ufffd')}`])
  })
  it('refuses cursors that are not of the list', async () => {
    const [cursor] = [pageOf([1, 2], 1, (row) => [row, 7]).next!]
    expect(await (await call(`/list?cursor=${cursor}`)).json()).toEqual({ after: [1, 7] })
    for (const wrong of [[1], ['1', '7'], [1.5, 7], [1, 7, 9], { 0: 1 }]) {
      const answer = await call(`/list?cursor=${Buffer.from(JSON.stringify(wrong)).toString('base64url')}`)
      expect(answer.status).toBe(400)
      expect(await answer.json()).toMatchObject({ code: 'http.bad_input' })
    }
  })
})
