#!/usr/bin/env node
// npm run bench: all benchmarks one after the other; npm run bench -- NAME: one. The last line each prints is one JSON object.
// OC_BENCH_CACHE names a folder in which large databases stay for the next run; without it they are made anew.
import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ensureBuilt } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { ensurePostgres, startPostgres } from './lib/postgres.mjs'
import { root } from './lib/root.mjs'
import { Failure, main, run } from './lib/run.mjs'

const SUFFIX = '.bench.ts'

await main(async () => {
  await ensureInstalled()
  const all = readdirSync(join(root, 'test/bench')).filter((file) => file.endsWith(SUFFIX)).map((file) => file.slice(0, -SUFFIX.length)).sort()
  const [wanted] = process.argv.slice(2)
  if (wanted && !all.includes(wanted)) throw new Failure(`There is no benchmark "${wanted}". There are: ${all.join(', ')}.`)
  await ensureBuilt({ tests: true })

  // Durable, unlike the tests' server: what is committed must have reached the disk on both sides of a comparison.
  if (!process.env.TEST_PG_URL) await ensurePostgres()
  const postgres = process.env.TEST_PG_URL ? null : await startPostgres({ durable: true, ...(process.env.OC_BENCH_CACHE ? { keep: resolve(process.env.OC_BENCH_CACHE, 'postgres') } : {}) })
  const env = { OC_TEST_PG_URL: postgres?.url ?? process.env.TEST_PG_URL }
  let failed = 0
  try {
    for (const name of wanted ? [wanted] : all) {
      const code = await run(process.execPath, [join(root, `test/dist/bench/${name}.bench.js`)], { env })
      if (code !== 0) failed++
    }
  } finally {
    await postgres?.stop()
  }
  return failed === 0 ? 0 : 1
})
