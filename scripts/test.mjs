#!/usr/bin/env node
// npm test: installs and builds what is missing, gets a Postgres and a Chromium, runs every test on both databases.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuilt } from './lib/build.mjs'
import { ensureChromium } from './lib/chromium.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { testOptions } from './lib/options.mjs'
import { ensurePostgres } from './lib/postgres.mjs'
import { main, run, say, since, tool } from './lib/run.mjs'

/** The closing line, in words that a machine can read too. */
function closingLine(file, code) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(file, 'utf8'))
    const broken = code !== 0 && numFailedTests === 0 ? '; the run failed outside a test, see above' : ''
    return `${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped${broken}`
  } catch {
    return 'The tests did not run to their end.'
  }
}

await main(async () => {
  const start = Date.now()
  const { env, rest, postgres, browser } = testOptions(process.argv.slice(2))
  await ensureInstalled()
  if (postgres && !process.env.TEST_PG_URL) await ensurePostgres()
  if (browser) env.OC_TEST_CHROMIUM = await ensureChromium()
  await ensureBuilt({ tests: true })

  if (!postgres) say('Without Postgres: its tests are skipped.')
  if (!browser) say('Without a browser: its tests are skipped.')
  const folder = mkdtempSync(join(tmpdir(), 'opencontact-run-'))
  const results = join(folder, 'results.json')
  const code = await run(process.execPath, [tool.vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`, ...rest], { env })
  say(`Took ${since(start)}.`)
  say(closingLine(results, code))
  rmSync(folder, { recursive: true, force: true })
  return code
})
