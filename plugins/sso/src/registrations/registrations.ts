import { randomBytes } from 'node:crypto'
import { AppError, CLOCK, DB, inject, injectable, SECRETS, token, type Clock, type Db, type Secrets } from 'adapters-sdk'
import type { CustomerLogIn, CustomerLogIns } from '../api.js'

interface Row {
  readonly id: number
  readonly name: string
  readonly login_url: string
  readonly status_url: string
  readonly sealed_key: string
  readonly key_created_at: number
  readonly previous_key: string | null
  readonly previous_expires_at: number | null
  readonly version: number
}
export interface Registration extends CustomerLogIn {
  readonly keyCreatedAt: number
  /** Until when the key before is taken; null: there is none. */
  readonly previousExpiresAt: number | null
  readonly version: number
}
export interface RegistrationChange { readonly name: string; readonly loginUrl: string; readonly statusUrl: string }

const SELECT = 'select r.id, r.name, r.login_url, r.status_url, r.sealed_key, r.key_created_at, r.previous_key, r.previous_expires_at, r.version from {sso_registration} r'

export const REGISTRATIONS = token<Registrations>('sso.registrations@1')

/** The customer log-ins that the running organisation has registered. */
@injectable()
export class Registrations implements CustomerLogIns {
  constructor(@inject(DB) private readonly db: Db, @inject(SECRETS) private readonly secrets: Secrets, @inject(CLOCK) private readonly clock: Clock) {}

  async list(): Promise<Registration[]> {
    return (await this.db.all<Row>(`${SELECT} order by r.name, r.id`)).map((row) => this.#from(row))
  }

  async get(id: number): Promise<Registration | null> {
    const row = await this.db.one<Row>(`${SELECT} where r.id = :id`, { id })
    return row ? this.#from(row) : null
  }

  async add({ name, loginUrl, statusUrl }: RegistrationChange): Promise<Registration> {
    const written = await this.db.insertIgnore('sso_registration', { name, login_url: loginUrl, status_url: statusUrl, sealed_key: this.#newKey(), key_created_at: this.clock.now(), previous_key: null, previous_expires_at: null, version: 1 })
    if (written === 0) throw new AppError('sso.name_taken', { name })
    return this.#from((await this.db.one<Row>(`${SELECT} where r.name = :name`, { name }))!)
  }

  async change(id: number, version: number, { name, loginUrl, statusUrl }: RegistrationChange): Promise<Registration> {
    await this.db.transaction(async () => {
      if (await this.db.one(`${SELECT} where r.name = :name and r.id <> :id`, { name, id })) throw new AppError('sso.name_taken', { name })
      await this.#update(id, version, { name, login_url: loginUrl, status_url: statusUrl })
    })
    return this.#mustHave(id)
  }

  async remove(id: number): Promise<void> {
    if ((await this.db.delete('sso_registration', 'id = :id', { id })) === 0) throw new AppError('sso.registration_not_found')
  }

  /** The key before is taken for `overlapMs` longer, so that the organisation's servers can change over. */
  async rotate(id: number, version: number, overlapMs: number): Promise<Registration> {
    const row = await this.db.one<Row>(`${SELECT} where r.id = :id`, { id })
    const now = this.clock.now()
    const previous = overlapMs > 0 && row ? { previous_key: row.sealed_key, previous_expires_at: now + overlapMs } : { previous_key: null, previous_expires_at: null }
    await this.#update(id, version, { ...previous, sealed_key: this.#newKey(), key_created_at: now })
    return this.#mustHave(id)
  }

  async #update(id: number, version: number, set: Readonly<Record<string, string | number | null>>): Promise<void> {
    if ((await this.db.update('sso_registration', { ...set, version: version + 1 }, 'id = :id and version = :version', { id, version })) === 1) return
    throw new AppError((await this.get(id)) ? 'sso.changed_meanwhile' : 'sso.registration_not_found')
  }

  async #mustHave(id: number): Promise<Registration> {
    const found = await this.get(id)
    if (!found) throw new AppError('sso.registration_not_found')
    return found
  }

  #newKey(): string {
    return this.secrets.seal(randomBytes(16).toString('hex'))
  }

  #from(row: Row): Registration {
    const previous = row.previous_key !== null && row.previous_expires_at! > this.clock.now() ? row.previous_key : null
    const keys = [row.sealed_key, ...(previous === null ? [] : [previous])].map((sealed) => this.secrets.unseal(sealed))
    return { id: row.id, name: row.name, loginUrl: row.login_url, statusUrl: row.status_url, keys, keyCreatedAt: row.key_created_at, previousExpiresAt: previous === null ? null : row.previous_expires_at, version: row.version }
  }
}
