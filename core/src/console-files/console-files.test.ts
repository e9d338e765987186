import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import Koa from 'koa'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { consoleFiles } from './console-files.js'
import { pluginFiles, pluginFileUrl } from './plugin-files.js'
import { StaticFolder } from './static-folder.js'

const IMPORT_MAP = '{"imports":{"vue":"/assets/vue.js"}}'
const PAGE = `<!doctype html><html><head><script type="importmap">${IMPORT_MAP}</script><script type="module" src="/assets/index.js"></script></head></html>`
const folder = mkdtempSync(join(tmpdir(), 'opencontact-console-'))
let server: Server
let panels: StaticFolder

beforeAll(async () => {
  mkdirSync(join(folder, 'console/assets'), { recursive: true })
  writeFileSync(join(folder, 'console/index.html'), PAGE)
  writeFileSync(join(folder, 'console/assets/index.js'), '// '.repeat(1000))
  mkdirSync(join(folder, 'plugin/console/parts'), { recursive: true })
  writeFileSync(join(folder, 'plugin/package.json'), '{}')
  writeFileSync(join(folder, 'plugin/console/index.js'), 'export default {}')
  writeFileSync(join(folder, 'plugin/console/parts/one.js'), 'export const one = 1')
  panels = StaticFolder.open(join(folder, 'plugin/console'))!
  const app = new Koa()
  app.use(pluginFiles((id) => (id === 'letters' ? panels : undefined)))
  app.use(consoleFiles(join(folder, 'console')))
  server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Without any tidying of the path on the way, which `fetch` would do. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<{ status: number; headers: Record<string, string | string[] | undefined>; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, path, method, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks) }))
    })
    sent.on('error', reject).end()
  })
}
const HTML = { accept: 'text/html,*/*;q=0.8' }

describe('the console’s files', () => {
  it('answers every screen with the page and a policy that allows its import map only', async () => {
    for (const path of ['/', '/s/help/tickets/all', '/setup?token=x']) {
      const answer = await get(path, HTML)
      expect(answer.status).toBe(200)
      expect(answer.body.toString()).toBe(PAGE)
      const policy = String(answer.headers['content-security-policy'])
      expect(policy).toContain(`script-src 'self' 'sha256-${createHash('sha256').update(IMPORT_MAP).digest('base64')}';`)
      expect(policy).not.toMatch(/script-src[^;]*unsafe-inline|style-src [^;]*unsafe-inline/)
      expect(answer.headers['cache-control']).toBe('no-cache')
    }
  })

  it('leaves other addresses alone', async () => {
    const others = ['/api/nothing', '/plugins/x/y/z.js', '/hooks/x/y', '/public/x', '/ws', '/assets/gone.js', '/%E0%A4%A']
    expect(await Promise.all(others.map(async (path) => (await get(path, HTML)).status))).toEqual(others.map(() => 404))
    expect((await get('/data.json', { accept: 'application/json' })).status).toBe(404)
    expect((await get('/', HTML, 'POST')).status).toBe(404)
  })

  it('sends built files compressed, for ever, and once', async () => {
    const answer = await get('/assets/index.js', { 'accept-encoding': 'gzip' })
    expect(answer.headers).toMatchObject({ 'content-encoding': 'gzip', 'cache-control': 'public, max-age=31536000, immutable', 'content-type': 'text/javascript; charset=utf-8', vary: 'Accept-Encoding' })
    expect(gunzipSync(answer.body).length).toBe(3000)
    expect((await get('/assets/index.js')).body.length).toBe(3000)
    expect((await get('/assets/index.js', { 'if-none-match': String(answer.headers['etag']) })).status).toBe(304)
    expect((await get('/assets/index.js', {}, 'HEAD')).body.length).toBe(0)
  })

  it('serves a plugin’s console folder and nothing outside it', async () => {
    const at = (path: string) => pluginFileUrl('letters', panels, path)
    expect((await get(at('index.js'))).body.toString()).toBe('export default {}')
    expect((await get(at('parts/one.js'))).status).toBe(200)
    const outside = ['../package.json', '..%2fpackage.json', '%2e%2e/package.json', 'parts/../../package.json', 'nothing.js', '']
    expect(await Promise.all(outside.map(async (path) => (await get(`/plugins/letters/${panels.version}/${path}`)).status))).toEqual(outside.map(() => 404))
    expect((await get('/plugins/letters/000000000000/index.js')).status).toBe(404)
    expect((await get(`/plugins/other/${panels.version}/index.js`)).status).toBe(404)
  })

  it('says so while the console is not built', async () => {
    const app = new Koa().use(consoleFiles(join(folder, 'nowhere')))
    const bare = app.listen(0, '127.0.0.1')
    await new Promise((resolve) => bare.once('listening', resolve))
    const answer = await fetch(`http://127.0.0.1:${(bare.address() as AddressInfo).port}/`, { headers: HTML })
    expect(answer.status).toBe(503)
    expect(await answer.text()).toContain('npm run build')
    bare.close()
  })
})
