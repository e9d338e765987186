import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createDatabase, root, setUpOrganisation, spawnServer, type ApiClient, type TestDatabase, type TestServer } from '../support/index.js'

const folder = mkdtempSync(join(tmpdir(), 'opencontact-broken-'))
let database: TestDatabase
let server: TestServer
let admin: ApiClient

function plugin(id: string, code: string): void {
  mkdirSync(join(folder, id))
  writeFileSync(join(folder, id, 'package.json'), JSON.stringify({ name: id, version: '1.0.0', type: 'module', opencontact: { id, sdk: '^0.1.0' } }))
  writeFileSync(join(folder, id, 'index.js'), code)
}

beforeAll(async () => {
  plugin('breaksatimport', 'throw new Error("no luck")')
  plugin('breakslater', `
    import { definePlugin, route } from 'adapters-sdk'
    const at = (path, handle) => route({ kind: 'console', method: 'GET', path, permission: 'tickets', summary: path }, handle)
    export default definePlugin({
      register(r) {
        r.routes(class {
          routes = [
            at('/throw', async () => { throw new TypeError('no luck either') }),
            at('/forget', async () => { Promise.reject(new Error('forgotten')); return { fine: true } }),
          ]
        })
      },
    })`)
  database = await createDatabase('sqlite')
  server = await spawnServer({ env: { ...database.env(), OC_PLUGIN_PATHS: folder } })
  admin = await setUpOrganisation(server)
})
afterAll(async () => {
  await server.stop()
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

it('SDK-4: a plugin that throws at import is named; the core and the others go on', async () => {
  expect(server.stdout).toMatch(/Problem +plugin breaksatimport \(load\): .*no luck/)
  const { items } = await admin.get<{ items: { id: string; state: string; stage?: string }[] }>('/api/s/help/plugins')
  expect(items.find(({ id }) => id === 'breaksatimport')).toMatchObject({ state: 'failed', stage: 'load' })
  expect(items.find(({ id }) => id === 'email')?.state).toBe('running')
  expect((await admin.get<{ problems: { plugin: string }[] }>('/api/s/help/console')).problems.map(({ plugin: id }) => id)).toContain('breaksatimport')
})

it('SDK-4: a plugin that throws in a route fails that request alone, and the log says whose it was', async () => {
  const answer = await admin.request('GET', '/api/s/help/breakslater/throw')
  expect(answer).toMatchObject({ status: 500, body: { code: 'http.internal' } })
  expect(JSON.stringify(answer.body)).not.toContain('no luck')
  await vi.waitFor(() => expect(server.log()).toContainEqual(expect.objectContaining({ msg: 'request failed', err: expect.objectContaining({ plugin: 'breakslater' }) })))
  expect((await admin.request('GET', '/api/s/help/tickets?view=all')).status).toBe(200)
})

it('SDK-4: a promise that a plugin forgot does not end the process', async () => {
  expect((await admin.request('GET', '/api/s/help/breakslater/forget')).status).toBe(200)
  await vi.waitFor(() => expect(server.log()).toContainEqual(expect.objectContaining({ err: expect.objectContaining({ message: 'forgotten' }) })))
  expect((await admin.request('GET', '/api/s/help/tickets?view=all')).status).toBe(200)
})

it('gives the operator a password link while the server runs', async () => {
  const link = execFileSync(process.execPath, [join(root, 'core/bin/opencontact.mjs'), 'password', 'acme', 'admin'], { encoding: 'utf8', env: { ...process.env, ...server.env, OC_LOG_LEVEL: 'silent' } }).trim()
  const token = new URL(link).searchParams.get('token')
  await admin.request('POST', '/api/password/reset', { token, password: 'another correct horse' })
  expect((await admin.request('GET', '/api/session')).status).toBe(401)
  await admin.signIn('admin', 'another correct horse')
})
