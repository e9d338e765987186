import { existsSync } from 'node:fs'
import { run, say } from './run.mjs'

let updated = false

/** Installs a Debian package where we may; false where we may not or it failed. */
export async function aptInstall(name) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  say(`Installing ${name} with apt-get …`)
  if (!updated) await run('apt-get', ['update', '-qq'], { env, output: 'on failure' })
  updated = true
  return (await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], { env, output: 'on failure' })) === 0
}
