#!/usr/bin/env node
// Builds everything whose sources changed, tests included.
import { ensureBuilt } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { main, say } from './lib/run.mjs'

await main(async () => {
  await ensureInstalled()
  await ensureBuilt({ tests: true })
  say('Everything is built.')
})
