import { setTimeout as delay } from 'node:timers/promises'
import { AppError } from 'adapters-sdk'
import { Vault, type Logger } from '../platform/index.js'
import { systemScope, type ScopedDb, type SystemDb } from '../tenancy/index.js'
import { AttemptThrottle } from './attempt-throttle.js'
import { findMember } from './find-member.js'
import { inOrganisation } from './organisation-scope.js'
import type { PasswordLinks } from './password-links.js'
import { assertStrong, hashPassword } from './passwords.js'
import type { Sessions } from './sessions.js'

/** Longer than writing a link takes, so that the time tells nobody whether there is such a member. */
const ANSWER_AFTER = 300

/** Forgotten passwords: by mail, or by the operator's command line. */
export class PasswordReset {
  constructor(
    readonly db: ScopedDb,
    readonly system: SystemDb,
    readonly links: PasswordLinks,
    readonly sessions: Sessions,
    readonly throttle: AttemptThrottle,
    readonly log: Logger,
    readonly now: () => number,
  ) {}

  async forgot(given: { readonly organisation?: string | undefined; readonly login: string }, ip: string): Promise<void> {
    const sent = this.#sendLink(given, ip).catch((error: unknown) => this.log.error({ err: error }, 'password link not sent'))
    await Promise.all([sent, delay(ANSWER_AFTER)])
  }

  /** Uses the link up, ends every session of the member, and voids their other links. */
  async reset(token: string, password: string): Promise<void> {
    const hash = Vault.hash(token)
    const link = await systemScope('find whose password link it is', () =>
      this.system.one<{ member_id: number; organisation_id: number; login: string; domain: string }>(
        `select l.member_id, l.organisation_id, m.login, o.domain from member_link l join member m on m.id = l.member_id join organisation o on o.id = l.organisation_id
         where l.token_hash = :hash and l.purpose = 'password' and l.used_at is null and l.expires_at > :now and m.disabled_at is null`,
        { hash, now: this.now() },
      ),
    )
    if (!link) throw new AppError('access.link_invalid')
    assertStrong(password, link.login)
    const passwordHash = await hashPassword(password)
    const memberId = link.member_id
    await inOrganisation(link.organisation_id, memberId, () =>
      this.db.transaction(async () => {
        const used = await this.db.update('member_link', { used_at: this.now() }, 'token_hash = :hash and used_at is null', { hash })
        if (used === 0) throw new AppError('access.link_invalid')
        await this.db.update('member_link', { used_at: this.now() }, 'member_id = :memberId and used_at is null', { memberId })
        await this.db.update('member', { password_hash: passwordHash }, 'id = :memberId', { memberId })
        await this.sessions.closeAll(memberId)
      }),
    )
    await this.throttle.forget(AttemptThrottle.login(link.domain, link.login))
  }

  /** For the operator's command line; null: no such member. */
  async linkFor(organisation: string, login: string): Promise<string | null> {
    const { member } = await findMember(this.system, organisation, login)
    return member && inOrganisation(member.organisationId, member.id, () => this.links.issue(member.id))
  }

  async #sendLink(given: { readonly organisation?: string | undefined; readonly login: string }, ip: string): Promise<void> {
    const { organisation, member } = await findMember(this.system, given.organisation, given.login)
    const wait = await this.throttle.take(AttemptThrottle.forgot(ip, organisation, given.login.trim().toLowerCase()))
    if (wait > 0 || !member) return
    await inOrganisation(member.organisationId, member.id, () => this.links.send(member, 'reset'))
  }
}
