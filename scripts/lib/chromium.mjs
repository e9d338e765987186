import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { aptInstall } from './apt.mjs'
import { root } from './root.mjs'
import { Failure, run, say, tool } from './run.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const FOLDERS = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin']
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'

/** Path of a Chromium that is already here, or null. */
export function findChromium() {
  const named = process.env.OC_TEST_CHROMIUM || process.env.CHROMIUM
  if (named) {
    if (!existsSync(named)) throw new Failure(`CHROMIUM names ${named}, which does not exist.`)
    return named
  }
  const candidates = [...FOLDERS.flatMap((folder) => NAMES.map((name) => join(folder, name))), MAC]
  const downloaded = createRequire(join(root, 'test/package.json'))('playwright-core').chromium.executablePath()
  return [...candidates, downloaded].find((path) => path && existsSync(path)) ?? null
}

/** Finds a Chromium or gets one: from Playwright's download, else as a Debian package. */
export async function ensureChromium() {
  const here = findChromium()
  if (here) return here
  say('Installing Chromium …')
  // Where nothing may be downloaded from its host, this fails at once and Debian's package is next.
  await run(process.execPath, [tool.playwright, 'install', 'chromium'], { output: 'never' }).catch(() => 1)
  if (!findChromium()) await aptInstall('chromium')
  const path = findChromium()
  if (path) return path
  throw new Failure('The browser tests need Chromium. Install the package "chromium" (apt-get install chromium), or set CHROMIUM to its path, or run npm test -- --without-browser.')
}
