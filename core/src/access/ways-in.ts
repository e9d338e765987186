import type { LogInWays } from 'adapters-sdk'
import type { Logger } from '../platform/index.js'
import type { ScopedDb } from '../tenancy/index.js'

type Ways = Awaited<ReturnType<LogInWays['current']>>

const BY_PASSWORD: Ways = { passwords: 'all', ways: [] }

/** How members of the running organisation get in: by password, and by what a plugin offers. */
export class WaysIn {
  constructor(
    readonly db: ScopedDb,
    /** Asked each time, since a plugin provides it later; null: none does. */
    readonly provided: () => LogInWays | null,
    readonly log: Logger,
  ) {}

  async current(): Promise<Ways> {
    try {
      return (await this.provided()?.current()) ?? BY_PASSWORD
    } catch (error) {
      // A plugin that fails must not lock everybody out.
      this.log.error({ err: error }, 'the ways to log in are not known; passwords are taken')
      return BY_PASSWORD
    }
  }

  /** Organisation admins and operators always may: somebody has to be able to put the other way right. */
  async takesPasswordOf(memberId: number): Promise<boolean> {
    if ((await this.current()).passwords === 'all') return true
    const member = await this.db.one<{ organisation_admin: number; operator: number }>('select m.organisation_admin, m.operator from {member} m where m.id = :memberId', { memberId })
    return member?.organisation_admin === 1 || member?.operator === 1
  }
}
