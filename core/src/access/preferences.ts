import { AppError } from 'adapters-sdk'
import type { ScopedDb } from '../tenancy/index.js'
import type { AttemptThrottle } from './attempt-throttle.js'
import { assertStrong, hashPassword, verifyPassword } from './passwords.js'
import type { Sessions } from './sessions.js'

export interface MemberPreferences {
  readonly login: string
  readonly name: string
  readonly email: string
  readonly nickname: string
  readonly language: 'ko' | 'en'
  readonly assignable: boolean
}
export interface PreferenceChanges {
  readonly nickname?: string | undefined
  readonly language?: 'ko' | 'en' | undefined
  readonly assignable?: boolean | undefined
  readonly password?: { readonly current: string; readonly next: string } | undefined
}
interface Row {
  readonly login: string
  readonly name: string
  readonly email: string
  readonly nickname: string
  readonly language: 'ko' | 'en'
  readonly assignable: number
  readonly password_hash: string | null
}

/** A member's own settings (TEN-11). */
export class Preferences {
  constructor(
    readonly db: ScopedDb,
    readonly sessions: Sessions,
    readonly throttle: AttemptThrottle,
  ) {}

  async get(memberId: number): Promise<MemberPreferences> {
    const row = await this.#row(memberId)
    return { login: row.login, name: row.name, email: row.email, nickname: row.nickname, language: row.language, assignable: row.assignable === 1 }
  }

  /** A new password ends every other session of the member. */
  async change(memberId: number, changes: PreferenceChanges, sessionToken: string): Promise<MemberPreferences> {
    const passwordHash = changes.password ? await this.#newHash(memberId, changes.password) : undefined
    await this.db.transaction(async () => {
      const set = {
        ...(changes.nickname === undefined ? {} : { nickname: changes.nickname }),
        ...(changes.language === undefined ? {} : { language: changes.language }),
        ...(changes.assignable === undefined ? {} : { assignable: changes.assignable ? 1 : 0 }),
        ...(passwordHash === undefined ? {} : { password_hash: passwordHash }),
      }
      if (Object.keys(set).length > 0) await this.db.update('member', set, 'id = :memberId', { memberId })
      if (passwordHash !== undefined) await this.sessions.closeAll(memberId, sessionToken)
    })
    return this.get(memberId)
  }

  async #newHash(memberId: number, password: { readonly current: string; readonly next: string }): Promise<string> {
    const bucket = { name: `password of ${memberId}`, limit: 10 }
    await this.throttle.takeOrRefuse([bucket])
    const row = await this.#row(memberId)
    if (!(await verifyPassword(row.password_hash, password.current))) throw new AppError('access.wrong_password')
    await this.throttle.forget(bucket)
    assertStrong(password.next, row.login)
    return hashPassword(password.next)
  }

  async #row(memberId: number): Promise<Row> {
    const row = await this.db.one<Row>('select m.login, m.name, m.email, m.nickname, m.language, m.assignable, m.password_hash from {member} m where m.id = :memberId', { memberId })
    if (!row) throw new AppError('access.not_signed_in')
    return row
  }
}
