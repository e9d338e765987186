import { AppError, CLOCK, DB, fromJson, inject, injectable, SECRETS, token, type Clock, type Db, type Secrets, type z } from 'adapters-sdk'
import type { Provider, providerSchema, Trial } from './provider.js'

export type ProviderChange = z.infer<typeof providerSchema> & { readonly secret?: string | undefined; readonly version: number }

interface Row {
  readonly name: string
  readonly discovery_url: string
  readonly client_id: string
  readonly secret: string
  readonly claim: string
  readonly attribute: 'email' | 'login'
  readonly active: number
  readonly passwords: 'all' | 'admins'
  readonly worked_at: number | null
  readonly trial: unknown
  readonly version: number
}

export const PROVIDERS = token<Providers>('sso.providers@1')

/** The provider of the running organisation. */
@injectable()
export class Providers {
  constructor(@inject(DB) private readonly db: Db, @inject(SECRETS) private readonly secrets: Secrets, @inject(CLOCK) private readonly clock: Clock) {}

  async current(): Promise<Provider | null> {
    const row = await this.db.one<Row>('select p.name, p.discovery_url, p.client_id, p.secret, p.claim, p.attribute, p.active, p.passwords, p.worked_at, p.trial, p.version from {sso_provider} p')
    return row
      ? {
          name: row.name, discoveryUrl: row.discovery_url, clientId: row.client_id, secret: row.secret, claim: row.claim, attribute: row.attribute,
          active: row.active === 1, passwords: row.passwords, workedAt: row.worked_at, trial: row.trial === null ? null : fromJson<Trial>(row.trial), version: row.version,
        }
      : null
  }

  secretOf(provider: Provider): string {
    return provider.secret === '' ? '' : this.secrets.unseal(provider.secret)
  }

  async save(change: ProviderChange): Promise<void> {
    const before = await this.current()
    if ((before?.version ?? 0) !== change.version) throw new AppError('sso.changed_meanwhile')
    const sameServer = before?.discoveryUrl === change.discoveryUrl && before.clientId === change.clientId
    // A stored secret goes only to the server it was given for.
    if (change.secret === undefined && before && !sameServer) throw new AppError('sso.secret_needed')
    // What was tried is what works: with other settings everybody gets their password back until the next trial.
    const tried = sameServer && change.secret === undefined && before.claim === change.claim && before.attribute === change.attribute
    const workedAt = tried ? before.workedAt : null
    if (change.passwords === 'admins' && (workedAt === null || !change.active) && before?.passwords !== 'admins') throw new AppError('sso.not_tried')
    const row = {
      name: change.name, discovery_url: change.discoveryUrl, client_id: change.clientId, claim: change.claim, attribute: change.attribute,
      secret: change.secret === undefined ? (before?.secret ?? '') : change.secret === '' ? '' : this.secrets.seal(change.secret),
      active: change.active ? 1 : 0,
      passwords: workedAt === null || !change.active ? 'all' : change.passwords,
      worked_at: workedAt,
      trial: tried && before.trial ? JSON.stringify(before.trial) : null,
      version: change.version + 1,
    }
    const written = before ? await this.db.update('sso_provider', row, 'version = :version', { version: change.version }) : await this.db.insertIgnore('sso_provider', row)
    if (written === 0) throw new AppError('sso.changed_meanwhile')
  }

  /** With everything that was learnt from it; passwords open again. */
  async remove(): Promise<void> {
    await this.db.transaction(async () => {
      await this.db.delete('sso_provider', '1 = 1')
      await this.db.delete('sso_attempt', '1 = 1')
      await this.db.delete('sso_identity', '1 = 1')
    })
  }

  async worked(version: number): Promise<void> {
    await this.db.update('sso_provider', { worked_at: this.clock.now() }, 'version = :version', { version })
  }

  async keepTrial(version: number, trial: Omit<Trial, 'at'>): Promise<void> {
    await this.db.update('sso_provider', { trial: JSON.stringify({ ...trial, at: this.clock.now() }) }, 'version = :version', { version })
  }
}
