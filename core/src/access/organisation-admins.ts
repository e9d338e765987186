import { AppError } from 'adapters-sdk'
import type { PermissionLog } from '../permission-log/index.js'
import type { ScopedDb } from '../tenancy/index.js'
import type { MemberSignals } from './member-signals.js'
import type { Member } from './members.js'
import type { Sessions } from './sessions.js'

/** Who runs the organisation (TEN-7). There is always one who can sign in. */
export class OrganisationAdmins {
  constructor(
    readonly db: ScopedDb,
    readonly sessions: Sessions,
    readonly signals: MemberSignals,
    readonly log: PermissionLog,
    readonly now: () => number,
  ) {}

  async list(): Promise<Member[]> {
    const rows = await this.db.all<Omit<Member, 'disabled'> & { disabled: number }>(
      'select m.id, m.login, m.name, m.email, m.nickname, case when m.disabled_at is null then 0 else 1 end as disabled from {member} m where m.organisation_admin = 1 order by m.name, m.id',
    )
    return rows.map((row) => ({ ...row, disabled: row.disabled === 1 }))
  }

  async add(memberId: number): Promise<void> {
    await this.db.transaction(async () => {
      const added = await this.db.update('member', { organisation_admin: 1 }, 'id = :memberId and organisation_admin = 0 and disabled_at is null', { memberId })
      if (added === 0) throw new AppError((await this.#isAdmin(memberId)) ? 'access.already_admin' : 'access.unknown_member')
      await this.signals.changed(memberId)
      await this.log.record({ memberId, before: null, after: { organisationAdmin: true } })
    })
  }

  async remove(memberId: number): Promise<void> {
    await this.db.transaction(async () => {
      const able = await this.#holdAble()
      const removed = await this.db.update('member', { organisation_admin: 0 }, 'id = :memberId and organisation_admin = 1', { memberId })
      if (removed === 0) throw new AppError('access.unknown_admin')
      await this.#assertLeft(able)
      await this.signals.changed(memberId)
      await this.log.record({ memberId, before: { organisationAdmin: true }, after: null })
    })
  }

  /** Shuts a member out of the organisation, or lets them in again; what they may do inside stays. */
  async setDisabled(memberId: number, disabled: boolean, byMember: number): Promise<void> {
    if (disabled && memberId === byMember) throw new AppError('access.not_yourself')
    await this.db.transaction(async () => {
      const able = await this.#holdAble()
      const changed = await this.db.update('member', { disabled_at: disabled ? this.now() : null }, `id = :memberId and disabled_at is ${disabled ? 'null' : 'not null'}`, { memberId })
      if (changed === 0) {
        if (!(await this.db.one('select m.id from {member} m where m.id = :memberId', { memberId }))) throw new AppError('http.not_found')
        return
      }
      if (disabled) {
        await this.#assertLeft(able)
        await this.sessions.closeAll(memberId)
      }
      await this.log.record({ memberId, before: { disabled: !disabled }, after: { disabled } })
    })
  }

  /** The admins who can sign in, held until the transaction ends: of two who remove each other, the second sees what the first left. */
  #holdAble(): Promise<number> {
    return this.db.update('member', { organisation_admin: 1 }, 'organisation_admin = 1 and disabled_at is null')
  }

  async #assertLeft(before: number): Promise<void> {
    if (before === 0) return
    if (!(await this.db.one('select m.id from {member} m where m.organisation_admin = 1 and m.disabled_at is null limit 1'))) throw new AppError('access.last_admin')
  }

  async #isAdmin(memberId: number): Promise<boolean> {
    return (await this.db.one('select m.id from {member} m where m.id = :memberId and m.organisation_admin = 1', { memberId })) !== undefined
  }
}
