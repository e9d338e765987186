import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'

const SKIPPED = new Set(['node_modules', 'dist', 'coverage'])

function addTo(hash, path) {
  const full = join(root, path)
  if (!existsSync(full)) return
  if (statSync(full).isDirectory()) {
    for (const name of readdirSync(full).sort()) if (!SKIPPED.has(name)) addTo(hash, join(path, name))
  } else {
    hash.update(path).update('\0').update(readFileSync(full)).update('\0')
  }
}

/** Remembers from which sources something was built, by content: a checkout of another branch and back costs nothing. */
export class Stamp {
  /** `outputs` are files that every build rewrites or keeps: someone else's build or a missing folder shows there. */
  constructor(name, sources, outputs) {
    this.file = join(root, 'node_modules/.cache/opencontact', `${name}.stamp`)
    this.sources = sources
    this.outputs = outputs
  }

  #value() {
    const hash = createHash('sha256')
    for (const path of [...this.sources, 'package-lock.json']) addTo(hash, path)
    for (const path of this.outputs) {
      if (!existsSync(join(root, path))) return null
      hash.update(readFileSync(join(root, path)))
    }
    return hash.digest('hex')
  }

  isCurrent() {
    const value = this.#value()
    return value !== null && existsSync(this.file) && readFileSync(this.file, 'utf8') === value
  }

  write() {
    const value = this.#value()
    if (value === null) return
    mkdirSync(join(this.file, '..'), { recursive: true })
    writeFileSync(this.file, value)
  }
}
