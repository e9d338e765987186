import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'
import { Failure, mustRun, say, since } from './run.mjs'

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages
  } catch {
    return null
  }
}

/** Whether node_modules holds what the lock file names; npm leaves out optional packages of other platforms. */
function installed() {
  const wanted = packagesOf('package-lock.json')
  const found = packagesOf('node_modules/.package-lock.json')
  if (!wanted || !found) return false
  return Object.entries(wanted).every(([path, entry]) => {
    const has = found[path]
    if (path === '' || (!has && entry.optional)) return true
    return has !== undefined && has.version === entry.version && has.integrity === entry.integrity
  })
}

/** The one compiled package: it is bound to the Node version it was installed with. */
function sqliteLoads() {
  try {
    const Database = createRequire(join(root, 'core/package.json'))('better-sqlite3')
    new Database(':memory:').close()
    return true
  } catch {
    return false
  }
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) throw new Failure(`OpenContact needs Node 20.19 or newer; this is ${process.version}.`)
}

/** Installs what the lock file names, if anything of it is missing or of another version. */
export async function ensureInstalled() {
  checkNode()
  if (!installed()) {
    const start = Date.now()
    say('Installing packages (a few minutes the first time) …')
    await mustRun('Installing packages', 'npm', ['ci', '--include=dev', '--no-audit', '--no-fund'])
    say(`Packages installed in ${since(start)}.`)
  }
  if (!sqliteLoads()) {
    say(`Building better-sqlite3 for Node ${process.version} …`)
    await mustRun('Building better-sqlite3', 'npm', ['rebuild', 'better-sqlite3'])
    if (!sqliteLoads()) throw new Failure('better-sqlite3 was built but does not load; a C++ compiler, make and python3 are needed.')
  }
}
