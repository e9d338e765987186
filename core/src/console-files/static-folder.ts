import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const compress = promisify(gzip)

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

export interface StaticFile {
  readonly body: Buffer
  /** Null where compressing gains nothing. */
  readonly gzip: Buffer | null
  readonly mediaType: string
  readonly etag: string
}

/** The files of a folder as they are at the start. Only what was listed then is served, so no path leads out of it. */
export class StaticFolder {
  readonly #paths: ReadonlySet<string>
  readonly #files = new Map<string, Promise<StaticFile>>()
  #version: string | undefined

  private constructor(readonly folder: string) {
    this.#paths = new Set(
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((path) => !path.split(sep).some((part) => part.startsWith('.')) && statSync(join(folder, path)).isFile())
        .map((path) => path.split(sep).join('/')),
    )
  }

  /** Null: there is no such folder. */
  static open(folder: string): StaticFolder | null {
    return existsSync(folder) ? new StaticFolder(folder) : null
  }

  has(path: string): boolean {
    return this.#paths.has(path)
  }

  /** Changes whenever a file does; part of the addresses, so that browsers may keep what they have for ever. */
  get version(): string {
    if (this.#version === undefined) {
      const hash = createHash('sha256')
      for (const path of [...this.#paths].sort()) hash.update(path).update(readFileSync(join(this.folder, path)))
      this.#version = hash.digest('hex').slice(0, 12)
    }
    return this.#version
  }

  /** Read and compressed once, then kept. */
  async get(path: string): Promise<StaticFile | undefined> {
    if (!this.#paths.has(path)) return undefined
    let file = this.#files.get(path)
    if (!file) {
      file = load(join(this.folder, path))
      this.#files.set(path, file)
      file.catch(() => this.#files.delete(path))
    }
    return file.catch((error: NodeJS.ErrnoException) => {
      // Built anew since the start: it is simply not there any more.
      if (error.code === 'ENOENT') return undefined
      throw error
    })
  }
}

async function load(path: string): Promise<StaticFile> {
  const body = await readFile(path)
  const mediaType = TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream'
  const isText = /^text\/|json|svg/.test(mediaType)
  const gzipped = isText && body.length > 1000 ? await compress(body, { level: 9 }) : null
  return { body, gzip: gzipped, mediaType, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` }
}
