#!/usr/bin/env node
// npm run check: types, lint, boundaries and the tests beside the code. All four run, whatever fails.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { viteFolders } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { root } from './lib/root.mjs'
import { main, run, say, since, tool } from './lib/run.mjs'

const SOURCES = ['adapters-sdk', 'core', 'plugins', 'console', 'examples', 'test']

await main(async () => {
  await ensureInstalled()
  const failed = []
  const step = async (name, args, cwd) => {
    const start = Date.now()
    const code = await run(process.execPath, args, { cwd })
    say(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name} (${since(start)})`)
    if (code !== 0) failed.push(name)
  }
  await step('types', [tool.tsc, '-b'])
  for (const folder of viteFolders()) {
    if (existsSync(join(root, folder, 'tsconfig.json'))) await step(`types of ${folder}`, [tool.vueTsc, '--noEmit', '-p', join(root, folder)])
  }
  await step('lint', [tool.oxlint, '--quiet', ...SOURCES, 'scripts'])
  await step('boundaries', [tool.depcruise, '--config', '.dependency-cruiser.cjs', '--output-type', 'err', ...SOURCES])
  await step('tests beside the code', [tool.vitest, 'run', '--project', 'sdk', '--project', 'core', '--project', 'plugins', '--project', 'console'])
  if (failed.length > 0) say(`Failed: ${failed.join(', ')}.`)
  return failed.length === 0 ? 0 : 1
})
