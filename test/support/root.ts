import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

function find(folder: string): string {
  return existsSync(join(folder, 'lerna.json')) ? folder : find(dirname(folder))
}

/** The checkout's folder, from the sources and from their build. */
export const root = find(dirname(fileURLToPath(import.meta.url)))
