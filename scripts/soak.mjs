#!/usr/bin/env node
// npm run soak: kills the server at seeded points while triggers run, on both databases; npm run soak -- ROUNDS EVENTS: so many kills, so many mails at each.
import { ensureBuilt } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { ensurePostgres } from './lib/postgres.mjs'
import { Failure, main, run, say, since, tool } from './lib/run.mjs'

await main(async () => {
  const start = Date.now()
  const [rounds = '1000', events = '4'] = process.argv.slice(2)
  for (const given of [rounds, events]) if (!/^[1-9]\d{0,5}$/.test(given)) throw new Failure(`"${given}" is not a number of rounds or events.`)
  await ensureInstalled()
  if (!process.env.TEST_PG_URL) await ensurePostgres()
  await ensureBuilt({ tests: true })
  const code = await run(process.execPath, [tool.vitest, 'run', 'test/faults/kill-triggers.test.ts'], { env: { OC_SOAK_ROUNDS: rounds, OC_SOAK_EVENTS: events } })
  say(`${rounds} kills on each database, with ${events} mails each: ${code === 0 ? 'nothing lost, nothing twice' : 'failed, see above'}. Took ${since(start)}.`)
  return code
})
