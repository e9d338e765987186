import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'opencontact-sdk-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const hook = new URL('../../bin/share-sdk-hook.mjs', import.meta.url).href
const host = new URL('../../package.json', import.meta.url).href

it('gives a plugin outside the workspace the host’s copy of the SDK, even beside another one', () => {
  mkdirSync(join(folder, 'node_modules/adapters-sdk'), { recursive: true })
  writeFileSync(join(folder, 'node_modules/adapters-sdk/package.json'), JSON.stringify({ name: 'adapters-sdk', version: '9.9.9', type: 'module', exports: './index.js' }))
  writeFileSync(join(folder, 'node_modules/adapters-sdk/index.js'), 'export const SDK_VERSION = "another copy"')
  writeFileSync(join(folder, 'plugin.mjs'), `export { SDK_VERSION, AppError } from 'adapters-sdk'`)
  writeFileSync(join(folder, 'host.mjs'), `
    import { register, createRequire } from 'node:module'
    import { pathToFileURL } from 'node:url'
    register(${JSON.stringify(hook)}, { data: { host: ${JSON.stringify(host)} } })
    const { AppError, SDK_VERSION } = await import(${JSON.stringify(pathToFileURL(join(folder, 'plugin.mjs')).href)})
    const own = await import(pathToFileURL(createRequire(${JSON.stringify(host)}).resolve('adapters-sdk')).href)
    console.log(JSON.stringify([SDK_VERSION, AppError === own.AppError]))
  `)
  // A process of its own: the test runner resolves modules in its own way.
  const printed = execFileSync(process.execPath, [join(folder, 'host.mjs')], { encoding: 'utf8' })
  expect(JSON.parse(printed)).toEqual(['0.1.0', true])
})
