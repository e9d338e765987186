import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { StoredRaw } from '../channel/inbound.js'

/** A raw fact as a provider once sent it, with the name it is told apart by. */
export interface Fixture { readonly name: string; readonly raw: StoredRaw }

/** Every file of a folder with one of these extensions as a stored raw fact, in the order of their names. */
export function loadFixtures(folder: string, extensions: readonly string[], headers: Readonly<Record<string, string>> = {}): Fixture[] {
  return readdirSync(folder)
    .filter((file) => extensions.includes(extname(file)))
    .sort()
    .map((name) => ({ name, raw: { externalId: `fixture:${name}`, receivedAt: Date.UTC(2025, 0, 1), headers, body: readFileSync(join(folder, name)) } }))
}
