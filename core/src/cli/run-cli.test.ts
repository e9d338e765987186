import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from './run-cli.js'

const folder = mkdtempSync(join(tmpdir(), 'opencontact-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function cli(words: readonly string[], environment: Record<string, string> = {}): Promise<{ code: number; out: string; error: string }> {
  const lines = { out: [] as string[], error: [] as string[] }
  const code = await runCli(words, { OC_DATA_DIR: join(folder, 'data'), ...environment }, { out: (line) => lines.out.push(line), error: (line) => lines.error.push(line) })
  return { code, out: lines.out.join('\n'), error: lines.error.join('\n') }
}

describe('the opencontact command', () => {
  beforeAll(() => {
    for (const [id, code] of [['fine', 'export default { register() {} }'], ['fallen', 'throw new Error("no luck")']] as const) {
      mkdirSync(join(folder, 'plugins', id), { recursive: true })
      writeFileSync(join(folder, 'plugins', id, 'package.json'), JSON.stringify({ name: id, version: '1.2.3', type: 'module', opencontact: { id, sdk: '*' } }))
      writeFileSync(join(folder, 'plugins', id, 'index.js'), code)
    }
  })

  it('has help for everything', async () => {
    expect(await cli(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('opencontact <command>') })
    for (const name of ['start', 'migrate', 'plugin', 'organisation', 'password', 'price', 'security']) expect(await cli([name, '--help'])).toMatchObject({ code: 0, out: expect.stringContaining(`Usage: opencontact ${name}`) })
  })

  it('refuses what it does not know, with the help', async () => {
    const wrong = [['fly'], ['start', 'now'], ['plugin'], ['plugin', 'grow'], ['password', 'acme'], ['migrate', '--down'], ['organisation'], ['organisation', 'create', 'acme'], ['security', 'acme', 'help', 'perhaps'], ['price', 'set', 'ticket.user', 'soon', '0:1'], ['price', 'set', 'ticket.user', '2030-01', '5:1'], ['price', 'set', 'ticket.user', '2030-01', 'free']]
    expect(await Promise.all(wrong.map(async (words) => (await cli(words)).code))).toEqual(wrong.map(() => 2))
  })

  it('says what is wrong with the configuration', async () => {
    expect(await cli(['migrate'], { OC_PORT: 'high' })).toMatchObject({ code: 1, error: expect.stringContaining('OC_PORT') })
    expect(await cli(['migrate'], { OC_DATABASE_URL: 'postgres://a:b@localhost:1/x' })).toMatchObject({ code: 1, error: expect.stringMatching(/OC_DATABASE_URL.*ECONNREFUSED.*Check/) })
  })

  it('checks and lists plugins without a database', async () => {
    expect(await cli(['plugin', 'check', join(folder, 'plugins/fine')])).toMatchObject({ code: 0, out: expect.stringContaining('fine 1.2.3 is in order.') })
    expect(await cli(['plugin', 'check', join(folder, 'plugins/fallen')])).toMatchObject({ code: 1, error: expect.stringContaining('no luck') })
    expect(await cli(['plugin', 'check', folder])).toMatchObject({ code: 1 })
    const list = await cli(['plugin', 'list'], { OC_PLUGIN_PATHS: join(folder, 'plugins') })
    expect(list.out).toMatch(/^fine +1\.2\.3/m)
    expect(await cli(['plugin', 'list'], { OC_PLUGIN_PATHS: join(folder, 'nowhere') })).toMatchObject({ code: 1, error: expect.stringContaining('nowhere') })
  })

  it('migrates twice without harm, and knows whom it has no password for', async () => {
    expect((await cli(['migrate'])).out).toContain('0001-foundation.sql')
    expect((await cli(['migrate'])).out).toContain('0001-foundation.sql')
    expect(await cli(['password', 'acme', 'nobody'])).toMatchObject({ code: 1, error: expect.stringContaining('no member nobody') })
  })
})
