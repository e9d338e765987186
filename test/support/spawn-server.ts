import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { freePort } from './free-port.js'
import { root } from './root.js'

/** Of what a start runs little is worth being optimised, which took a quarter of its time. */
const FLAGS = ['--interrupt-budget=10000000']
const CODE = ['core/dist/main.js', ...readdirSync(join(root, 'plugins')).map((plugin) => `plugins/${plugin}/dist/index.js`)].filter((file) => existsSync(join(root, file)))
/** Reads the code, then goes on when its input ends. */
const WHEN_TOLD = `data:text/javascript,${encodeURIComponent(`import { readFileSync } from 'node:fs'
${CODE.map((file) => `import ${JSON.stringify(pathToFileURL(join(root, file)).href)}`).join('\n')}
readFileSync(0)`)}`

const running = new Set<ChildProcess>()
process.on('exit', () => { for (const child of running) child.kill('SIGKILL') })

/** The built server as a real process of its own, on ports of its own that stay the same over restarts. */
export class TestServer {
  #child: ChildProcess | undefined
  #prepared: ChildProcess | undefined
  #ended: Promise<void> = Promise.resolve()
  /** What the last start printed for people. */
  stdout = ''
  /** Its structured log, and whatever else went to stderr. */
  stderr = ''

  constructor(
    readonly env: Readonly<Record<string, string>>,
    readonly url: string,
    readonly smtpPort: number,
    readonly catcherPort: number,
  ) {}

  get wsUrl(): string { return `${this.url.replace('http', 'ws')}/ws` }
  get pid(): number | undefined { return this.#child?.pid }

  /** The value behind a label that the start printed: `Console`, `Set-up`, `Mail in`. */
  printed(label: string): string | undefined {
    return new RegExp(`^${label}\\s{2,}(\\S+)`, 'm').exec(this.stdout)?.[1]
  }

  /** From the one-time link; only while no organisation exists. */
  get setupToken(): string {
    const link = this.printed('Set-up')
    const token = link && new URL(link).searchParams.get('token')
    if (!token) throw new Error(`No set-up link was printed:\n${this.stdout}`)
    return token
  }

  /** Log entries as objects; lines that are none are left out. */
  log(): Record<string, unknown>[] {
    return this.stderr.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Record<string, unknown>)
  }

  /** Lets the process of the next start read its code while this one still runs, which is most of what a start takes. */
  prepare(): void {
    this.#prepared ??= this.#spawn(['--import', WHEN_TOLD])
  }

  async start(): Promise<this> {
    this.stdout = ''
    this.stderr = ''
    const child = this.#prepared ?? this.#spawn([])
    this.#prepared = undefined
    this.#child = child
    child.stdout!.on('data', (chunk: Buffer) => { this.stdout += chunk.toString() })
    child.stderr!.on('data', (chunk: Buffer) => { this.stderr += chunk.toString() })
    this.#ended = new Promise((resolve) => child.once('close', () => resolve()))
    child.stdin!.end()
    await this.#ready(child)
    return this
  }

  #spawn(flags: readonly string[]): ChildProcess {
    const child = spawn(process.execPath, [...FLAGS, ...flags, join(root, 'core/bin/opencontact.mjs'), 'start'], {
      env: { ...cleanEnvironment(), ...this.env },
      // Somewhere without a developer's .env.
      cwd: tmpdir(),
      stdio: 'pipe',
    })
    running.add(child)
    child.once('close', () => running.delete(child))
    return child
  }

  async #ready(child: ChildProcess): Promise<void> {
    const deadline = Date.now() + 30_000
    for (let printed = ''; Date.now() < deadline; await new Promise((resolve) => setTimeout(resolve, 30))) {
      if (child.exitCode !== null || child.signalCode !== null) break
      const answer = await fetch(`${this.url}/ready`).catch(() => undefined)
      // What it prints for people comes last and in several pieces.
      if (answer?.ok && this.stdout.includes('Console') && this.stdout === printed) return
      printed = this.stdout
    }
    child.kill('SIGKILL')
    await this.#ended
    throw new Error(`The server did not become ready.\n${this.stdout}\n${this.stderr}`)
  }

  /** Asks it to stop, as an operator would; one that does not within ten seconds is a failure. */
  async stop(): Promise<void> {
    this.#prepared?.kill('SIGKILL')
    this.#prepared = undefined
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGTERM')
    const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
    await this.#ended
    clearTimeout(late)
    if (child.signalCode === 'SIGKILL') throw new Error(`The server did not stop within ten seconds.\n${this.stderr}`)
  }

  /** The process is gone without a word, at whatever it was doing. */
  async kill9(): Promise<void> {
    this.#child?.kill('SIGKILL')
    await this.#ended
  }

  /** Resolves when the process has ended by itself. */
  ended(): Promise<void> { return this.#ended }

  async restart(): Promise<this> {
    await this.stop()
    return this.start()
  }
}

/** Our own variables of the surroundings do not reach the server. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('OC_') && name !== 'NODE_OPTIONS' && !name.startsWith('VITEST')))
}

/** Starts a server on free ports and waits until it answers. `env` comes from the suite's engine, plus what the test wants. */
export async function spawnServer({ env = {} }: { readonly env?: Readonly<Record<string, string>> } = {}): Promise<TestServer> {
  const [port, smtpPort, catcherPort] = [await freePort(), await freePort(), await freePort()]
  const server = new TestServer(
    {
      OC_PORT: String(port),
      OC_HOST: '127.0.0.1',
      OC_EMAIL_SMTP_PORT: String(smtpPort),
      OC_EMAIL_CATCHER_PORT: String(catcherPort),
      OC_LOG_LEVEL: 'info',
      ...env,
    },
    `http://127.0.0.1:${port}`,
    smtpPort,
    catcherPort,
  )
  return server.start()
}
