import { randomBytes } from 'node:crypto'
import { AppError } from 'adapters-sdk'
import { Vault } from '../platform/index.js'
import type { ScopedDb } from '../tenancy/index.js'
import type { AttemptThrottle } from './attempt-throttle.js'
import { verifyPassword } from './passwords.js'
import { base32, stepOf, totpUri } from './totp.js'

export interface TwoFactorState {
  readonly active: boolean
  readonly recoveryCodesLeft: number
}
export interface Enrolment {
  /** To be typed where no camera is. */
  readonly secret: string
  readonly uri: string
}
interface Row { readonly secret: string; readonly confirmed_at: number | null }

const CODES = 10

/** The second factor of members' log-in (TEN-11), in the member's scope. */
export class TwoFactor {
  constructor(
    readonly db: ScopedDb,
    readonly vault: Pick<Vault, 'seal' | 'unseal'>,
    readonly throttle: AttemptThrottle,
    readonly now: () => number,
  ) {}

  async state(memberId: number): Promise<TwoFactorState> {
    const active = await this.isActive(memberId)
    const left = await this.db.one<{ left: number }>('select count(*) as "left" from {member_recovery_code} c where c.member_id = :memberId and c.used_at is null', { memberId })
    return { active, recoveryCodesLeft: active ? left!.left : 0 }
  }

  async isActive(memberId: number): Promise<boolean> {
    return (await this.#row(memberId))?.confirmed_at != null
  }

  /** A new secret, which counts once a code of it was given. */
  async enrol(memberId: number, password: string): Promise<Enrolment> {
    const { login, organisation } = await this.#proven(memberId, password)
    if (await this.isActive(memberId)) throw new AppError('access.two_factor_active')
    const secret = randomBytes(20)
    await this.db.transaction(async () => {
      await this.db.delete('member_totp', 'member_id = :memberId and confirmed_at is null', { memberId })
      const written = await this.db.insertIgnore('member_totp', { member_id: memberId, secret: this.vault.seal(secret.toString('base64')) })
      if (written === 0) throw new AppError('access.two_factor_active')
    })
    return { secret: base32(secret), uri: totpUri(secret, organisation, login) }
  }

  /** Resolves to the recovery codes: shown this once. */
  async confirm(memberId: number, code: string): Promise<string[]> {
    await this.throttle.takeOrRefuse([bucketOf(memberId)])
    const codes = Array.from({ length: CODES }, () => base32(randomBytes(10)).toLowerCase().replace(/(.{4})(?=.)/g, '$1-'))
    await this.db.transaction(async () => {
      if (!(await this.#takeCode(memberId, code, 'null'))) throw new AppError('access.wrong_code')
      await this.db.update('member_totp', { confirmed_at: this.now() }, 'member_id = :memberId', { memberId })
      await this.db.delete('member_recovery_code', 'member_id = :memberId', { memberId })
      await this.db.insertIgnore('member_recovery_code', codes.map((one) => ({ code_hash: hashOf(memberId, one), member_id: memberId, used_at: null })))
    })
    await this.throttle.forget(bucketOf(memberId))
    return codes
  }

  async disable(memberId: number, password: string): Promise<void> {
    await this.#proven(memberId, password)
    await this.clear(memberId)
  }

  async clear(memberId: number): Promise<void> {
    await this.db.transaction(async () => {
      await this.db.delete('member_totp', 'member_id = :memberId', { memberId })
      await this.db.delete('member_recovery_code', 'member_id = :memberId', { memberId })
    })
  }

  /** A code of the device or a recovery code; either works once. */
  async check(memberId: number, code: string): Promise<boolean> {
    if (await this.#takeCode(memberId, code.replace(/\s/g, ''), 'not null')) return true
    return (await this.db.update('member_recovery_code', { used_at: this.now() }, 'member_id = :memberId and code_hash = :hash and used_at is null', { memberId, hash: hashOf(memberId, code) })) === 1
  }

  /** The step is taken in one statement, so that a code that was watched opens nothing, not even at the same moment. */
  async #takeCode(memberId: number, code: string, confirmed: 'null' | 'not null'): Promise<boolean> {
    const row = await this.#row(memberId)
    if (!row) return false
    const step = stepOf(Buffer.from(this.vault.unseal(row.secret), 'base64'), code, this.now())
    if (step === null) return false
    return (await this.db.update('member_totp', { last_step: step }, `member_id = :memberId and last_step < :step and confirmed_at is ${confirmed}`, { memberId, step })) === 1
  }

  #row(memberId: number): Promise<Row | undefined> {
    return this.db.one<Row>('select t.secret, t.confirmed_at from {member_totp} t where t.member_id = :memberId', { memberId })
  }

  /** Who sits at an open console is not yet the member. */
  async #proven(memberId: number, password: string): Promise<{ login: string; organisation: string }> {
    await this.throttle.takeOrRefuse([bucketOf(memberId)])
    const row = await this.db.one<{ login: string; password_hash: string | null; organisation: string }>('select m.login, m.password_hash, o.name as organisation from {member} m join organisation o on o.id = m.organisation_id where m.id = :memberId', { memberId })
    if (!row || !(await verifyPassword(row.password_hash, password))) throw new AppError('access.wrong_password')
    await this.throttle.forget(bucketOf(memberId))
    return row
  }
}

function bucketOf(memberId: number): { name: string; limit: number } {
  return { name: `second factor of ${memberId}`, limit: 10 }
}

/** Dashes and capitals are how people read them. */
function hashOf(memberId: number, code: string): string {
  return Vault.hash(`recovery ${memberId} ${code.toLowerCase().replace(/[^a-z2-7]/g, '')}`)
}
