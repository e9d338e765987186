import { createHash, randomBytes } from 'node:crypto'
import { CLOCK, DB, inject, injectable, SECRETS, token, type Clock, type Db, type Secrets } from 'adapters-sdk'
import type { Checks } from './oidc.js'

const LIFETIME = 10 * 60_000

export interface Attempt {
  readonly checks: Checks
  /** Where in the console the member wanted to go. */
  readonly returnTo: string
  /** An admin tries the settings: nobody is signed in. */
  readonly trial: boolean
  readonly providerVersion: number
}
interface Row { readonly browser_hash: string; readonly sealed: string; readonly return_to: string; readonly trial: number; readonly provider_version: number; readonly expires_at: number }

export const ATTEMPTS = token<Attempts>('sso.attempts@1')

/** Ways to the provider and back that are under way in the running organisation; each comes back once, in the browser it left in. */
@injectable()
export class Attempts {
  constructor(@inject(DB) private readonly db: Db, @inject(SECRETS) private readonly secrets: Secrets, @inject(CLOCK) private readonly clock: Clock) {}

  async begin(browser: string, { returnTo, trial, providerVersion }: Omit<Attempt, 'checks'>): Promise<Checks> {
    const checks = { state: random(), nonce: random(), verifier: random() }
    await this.db.delete('sso_attempt', 'expires_at <= :now', { now: this.clock.now() })
    await this.db.insertIgnore('sso_attempt', {
      state_hash: hash(checks.state), browser_hash: hash(browser), sealed: this.secrets.seal(JSON.stringify(checks)),
      return_to: returnTo, trial: trial ? 1 : 0, provider_version: providerVersion, expires_at: this.clock.now() + LIFETIME,
    })
    return checks
  }

  /** Null: unknown here, used, or too old. `sameBrowser` is for the caller to judge, since what came back is used up in any case. */
  async take(state: string, browser: string | null): Promise<(Attempt & { readonly sameBrowser: boolean }) | null> {
    const key = { state: hash(state) }
    const row = await this.db.one<Row>('select a.browser_hash, a.sealed, a.return_to, a.trial, a.provider_version, a.expires_at from {sso_attempt} a where a.state_hash = :state', key)
    // Of two that bring the same one at once only the first deletes it.
    if (!row || (await this.db.delete('sso_attempt', 'state_hash = :state', key)) === 0 || row.expires_at <= this.clock.now()) return null
    return {
      checks: JSON.parse(this.secrets.unseal(row.sealed)) as Checks,
      returnTo: row.return_to, trial: row.trial === 1, providerVersion: row.provider_version,
      sameBrowser: browser !== null && hash(browser) === row.browser_hash,
    }
  }
}

function random(): string {
  return randomBytes(32).toString('base64url')
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
