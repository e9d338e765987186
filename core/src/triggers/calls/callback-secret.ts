import { randomBytes } from 'node:crypto'
import type { Vault } from '../../platform/index.js'
import type { ScopedDb } from '../../tenancy/index.js'
import { toSecret } from './sign-call.js'

interface SecretRow { readonly sealed: string; readonly previous: string | null; readonly renewed_at: number }

/** Receivers have that long to take over a new secret. */
const OVERLAP_MS = 24 * 3_600_000

/** What the running service signs its calls with; made when it is first asked for. */
export class CallbackSecret {
  constructor(
    readonly db: ScopedDb,
    readonly vault: Vault,
    readonly now: () => number,
  ) {}

  async current(): Promise<string> {
    return (await this.signing())[0]!
  }

  /** The current one, and for a day the one before. */
  async signing(): Promise<string[]> {
    const row = await this.#row()
    const overlaps = row.previous !== null && this.now() - row.renewed_at < OVERLAP_MS
    return [row.sealed, ...(overlaps ? [row.previous!] : [])].map((sealed) => this.vault.unseal(sealed))
  }

  renew(): Promise<string> {
    return this.db.transaction(async () => {
      const { sealed } = await this.#row()
      await this.db.update('callback_secret', { sealed: this.#fresh(), previous: sealed, renewed_at: this.now() }, '1 = 1')
      return this.current()
    })
  }

  async #row(): Promise<SecretRow> {
    const found = await this.#read()
    if (found) return found
    // Of two at once one makes it and both read the same.
    await this.db.insertIgnore('callback_secret', { sealed: this.#fresh(), renewed_at: this.now() })
    return (await this.#read())!
  }

  #read(): Promise<SecretRow | undefined> {
    return this.db.one<SecretRow>('select s.sealed, s.previous, s.renewed_at from {callback_secret} s')
  }

  #fresh(): string {
    return this.vault.seal(toSecret(randomBytes(32)))
  }
}
