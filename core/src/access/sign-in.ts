import { AppError } from 'adapters-sdk'
import type { Logger } from '../platform/index.js'
import type { SystemDb } from '../tenancy/index.js'
import { AttemptThrottle } from './attempt-throttle.js'
import { findMember, type FoundMember } from './find-member.js'
import { verifyPassword } from './passwords.js'
import { inOrganisation } from './organisation-scope.js'
import type { TwoFactor } from './two-factor.js'
import type { WaysIn } from './ways-in.js'
import type { OpenedSession, Sessions, Visitor } from './sessions.js'

/** Log-in by id and password. Who does not exist is answered like a wrong password, and as slowly. */
export class SignIn {
  constructor(
    readonly system: SystemDb,
    readonly throttle: AttemptThrottle,
    readonly sessions: Sessions,
    readonly twoFactor: TwoFactor,
    readonly waysIn: WaysIn,
    readonly log: Logger,
  ) {}

  async signIn(given: { readonly organisation?: string | undefined; readonly login: string; readonly password: string; readonly code?: string | undefined }, visitor: Visitor): Promise<OpenedSession> {
    const { organisation, member } = await findMember(this.system, given.organisation, given.login)
    const login = given.login.trim().toLowerCase()
    await this.throttle.takeOrRefuse(AttemptThrottle.signIn(visitor.ip, organisation, login))
    const right = await verifyPassword(member?.passwordHash ?? null, given.password)
    if (!right || !member) {
      this.log.info({ ip: visitor.ip, memberId: member?.id ?? null }, 'log-in refused')
      throw new AppError('access.wrong_credentials')
    }
    // Only after the right password, so that nobody learns whose would be taken.
    if (!(await inOrganisation(member.organisationId, member.id, () => this.waysIn.takesPasswordOf(member.id)))) throw new AppError('access.password_not_taken')
    if (!(await this.#hasSecondFactor(member, given.code))) throw new AppError(given.code ? 'access.wrong_code' : 'access.code_required')
    await this.throttle.forget(AttemptThrottle.login(organisation, login))
    return this.sessions.open(member, visitor)
  }

  /** Asked only after the right password, so that nobody learns who has one. */
  #hasSecondFactor(member: FoundMember, code: string | undefined): Promise<boolean> {
    return inOrganisation(member.organisationId, member.id, async () => !(await this.twoFactor.isActive(member.id)) || (code !== undefined && (await this.twoFactor.check(member.id, code))))
  }
}
