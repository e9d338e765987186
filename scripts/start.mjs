#!/usr/bin/env node
// Installs and builds what is missing, then becomes `opencontact start`. Node's own modules only: nothing is installed yet.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuilt } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { root } from './lib/root.mjs'
import { main } from './lib/run.mjs'

await main(async () => {
  await ensureInstalled()
  await ensureBuilt()
})

if (!process.exitCode) {
  // In this process, so that signals reach the server directly.
  const entry = join(root, 'core/bin/opencontact.mjs')
  process.argv = [process.execPath, entry, 'start', ...process.argv.slice(2)]
  await import(pathToFileURL(entry).href)
}
