import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../support/root.js'

const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json']
const FOLDERS = ['adapters-sdk', 'core', 'plugins', 'console']

interface Violation { readonly from: string; readonly rule: { readonly name: string } }

/** A checkout in miniature, with the same rules. */
const files: Record<string, string> = {
  'adapters-sdk/package.json': JSON.stringify({ name: 'adapters-sdk', type: 'module', exports: { '.': './dist/index.d.ts', './console': './dist/console/index.d.ts' } }),
  'adapters-sdk/dist/index.d.ts': 'export declare const DB: symbol; export interface Db {}',
  'adapters-sdk/dist/console/index.d.ts': 'export declare function definePanels(): void',
  'core/package.json': JSON.stringify({ name: '@opencontact/core', dependencies: { 'adapters-sdk': '*', pg: '*', koa: '*' } }),
  'core/src/platform/ids.ts': 'export const id = 1',
  'core/src/tickets/index.ts': `export { take } from './take.js'`,
  'core/src/tickets/take.ts': `import { id } from '../platform/ids.js'\nimport { DB } from 'adapters-sdk'\nexport const take = [id, DB]`,
  'core/src/events/b.ts': `import type { A } from './a.js'\nexport interface B { a: A }`,
  'core/src/customers/index.ts': 'export const customers = 1',
  'plugins/alpha/package.json': JSON.stringify({ name: 'alpha', opencontact: { id: 'alpha', sdk: '*', requires: { beta: '*' } }, dependencies: { 'adapters-sdk': '*' } }),
  'plugins/alpha/src/good.ts': `import { DB } from 'adapters-sdk'\nimport { open } from '../../beta/src/api.js'\nexport const all = [DB, open]`,
  'plugins/alpha/console/good.ts': `import { ref } from 'vue'\nimport { definePanels } from 'adapters-sdk/console'\nexport const all = [ref, definePanels]`,
  'plugins/beta/package.json': JSON.stringify({ name: 'beta', opencontact: { id: 'beta', sdk: '*' }, dependencies: { 'adapters-sdk': '*' } }),
  'plugins/beta/src/api.ts': 'export const open = 1',
  'plugins/beta/src/secret.ts': 'export const secret = 1',
  'console/package.json': JSON.stringify({ name: 'console', dependencies: { vue: '*', 'adapters-sdk': '*' } }),
  'console/src/good.ts': `import type { Db } from 'adapters-sdk'\nimport { ref } from 'vue'\nexport const all: Db[] = [ref]`,
}

/** What must not be: file, its import, the rule that says so. */
const wrong: [file: string, source: string, rule: string][] = [
  ['adapters-sdk/src/core.ts', `export * from '../../core/src/customers/index.js'`, 'sdk-knows-nothing-of-ours'],
  ['core/src/tickets/plugin.ts', `export * from '../../../plugins/beta/src/api.js'`, 'core-imports-the-sdk-only'],
  ['core/src/customers/inside.ts', `export * from '../tickets/take.js'`, 'core-areas-through-their-index'],
  ['core/src/main.ts', `export type { take } from './tickets/take.js'`, 'core-areas-through-their-index'],
  ['core/src/customers/own-index.ts', `export * from './index.js'`, 'core-area-not-its-own-index'],
  ['core/src/files/undeclared.ts', `import ws from 'ws'\nexport { ws }`, 'declared'],
  ['core/src/files/nowhere.ts', `export * from './nothing-here.js'`, 'resolvable'],
  ['core/src/events/a.ts', `import type { B } from './b.js'\nexport interface A { b: B }`, 'no-cycles'],
  ['plugins/alpha/src/core.ts', `export * from '../../../core/src/platform/ids.js'`, 'plugins-through-the-sdk'],
  ['plugins/alpha/src/secret.ts', `export * from '../../beta/src/secret.js'`, 'plugin-alpha-stays-in-its-folder'],
  ['plugins/beta/src/alpha.ts', `export * from '../../alpha/src/good.js'`, 'plugin-beta-stays-in-its-folder'],
  ['plugins/beta/src/database.ts', `import pg from 'pg'\nexport { pg }`, 'plugins-without-the-hosts-libraries'],
  ['plugins/alpha/console/host.ts', `import { DB } from 'adapters-sdk'\nexport { DB }`, 'panels-import-vue-and-the-kit'],
  ['plugins/alpha/console/server.ts', `export * from '../src/good.js'`, 'panels-import-vue-and-the-kit'],
  ['console/src/plugin.ts', `export * from '../../plugins/beta/src/api.js'`, 'console-knows-no-plugin'],
  ['console/src/value.ts', `import { DB } from 'adapters-sdk'\nexport { DB }`, 'console-takes-types-of-the-sdk'],
]

describe('the boundaries', () => {
  const folder = mkdtempSync(join(tmpdir(), 'opencontact-boundaries-'))
  let violations: Violation[] = []

  beforeAll(() => {
    for (const [path, source] of [...Object.entries(files), ...wrong]) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), source)
    }
    for (const name of ['.dependency-cruiser.cjs', 'tsconfig.base.json']) copyFileSync(join(root, name), join(folder, name))
    mkdirSync(join(folder, 'node_modules'))
    for (const name of ['vue', 'pg', 'ws']) symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name))
    symlinkSync('../adapters-sdk', join(folder, 'node_modules/adapters-sdk'))
    const { stdout, stderr } = spawnSync(process.execPath, [depcruise, ...args, ...FOLDERS], { cwd: folder, encoding: 'utf8', maxBuffer: 1e8 })
    expect(stderr).toBe('')
    violations = (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each(wrong)('catch %s', (file, _source, rule) => {
    expect(violations.filter((violation) => violation.from === file).map((violation) => violation.rule.name)).toContain(rule)
  })

  it('let right imports pass', () => {
    const caught = new Set(wrong.map(([file]) => file))
    expect(violations.filter((violation) => !caught.has(violation.from))).toEqual([])
  })

  it('hold in this repository, without an exception', () => {
    const { stdout } = spawnSync(process.execPath, [depcruise, '--config', '.dependency-cruiser.cjs', '--output-type', 'err', ...FOLDERS, 'test'], { cwd: root, encoding: 'utf8' })
    expect(stdout).toContain('no dependency violations found')
  })
})
