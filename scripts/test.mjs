#!/usr/bin/env node
// npm test: installs and builds what is missing, gets a Postgres and a Chromium, runs every test on both databases.
import { ensureBuilt } from './lib/build.mjs'
import { ensureChromium } from './lib/chromium.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { testOptions } from './lib/options.mjs'
import { ensurePostgres } from './lib/postgres.mjs'
import { main, run, say, since, tool } from './lib/run.mjs'

await main(async () => {
  const start = Date.now()
  const { env, rest, postgres, browser } = testOptions(process.argv.slice(2))
  await ensureInstalled()
  if (postgres && !process.env.TEST_PG_URL) await ensurePostgres()
  if (browser) env.OC_TEST_CHROMIUM = await ensureChromium()
  await ensureBuilt({ tests: true })

  if (!postgres) say('Without Postgres: its tests are skipped.')
  if (!browser) say('Without a browser: its tests are skipped.')
  const code = await run(process.execPath, [tool.vitest, 'run', ...rest], { env })
  say(`${code === 0 ? 'All tests passed' : 'Tests failed'} after ${since(start)}.`)
  return code
})
