import { AppError } from 'adapters-sdk'
import { secretToken, type Vault } from '../platform/index.js'
import type { ScopedDb } from '../tenancy/index.js'

export interface OrganisationKey {
  readonly key: string
  readonly createdAt: number
  /** Until when a replaced one is still taken; null: the present one. */
  readonly expiresAt: number | null
}
interface Row { readonly sealed: string; readonly created_at: number; readonly expires_at: number | null }

/** The keys of the running organisation: one present, and those replaced that are still taken for a while. */
export class OrganisationKeys {
  constructor(
    readonly db: ScopedDb,
    readonly vault: Vault,
    readonly now: () => number,
  ) {}

  /** The present one first. */
  async valid(): Promise<OrganisationKey[]> {
    const rows = await this.db.all<Row>('select k.sealed, k.created_at, k.expires_at from {organisation_key} k where k.expires_at is null or k.expires_at > :now order by k.id desc', { now: this.now() })
    return rows.map((row) => ({ key: this.vault.unseal(row.sealed), createdAt: row.created_at, expiresAt: row.expires_at }))
  }

  /** A new key; the one before is taken for `overlapMs` longer, so that whoever uses it can change over. The first rotation issues the first key. */
  async rotate(overlapMs: number): Promise<void> {
    const now = this.now()
    await this.db.transaction(async () => {
      await this.db.update('organisation_key', { expires_at: now + overlapMs }, 'expires_at is null')
      const written = await this.db.insertIgnore('organisation_key', { sealed: this.vault.seal(secretToken()), created_at: now, expires_at: null })
      // Of two at once the second has nothing to replace yet.
      if (written === 0) throw new AppError('organisations.key_changed_meanwhile')
    })
  }
}
