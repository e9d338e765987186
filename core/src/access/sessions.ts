import { secretToken, Vault } from '../platform/index.js'
import { systemScope, type ScopedDb, type SystemDb } from '../tenancy/index.js'

export const IDLE = 12 * 3600_000
const LONGEST = 30 * 24 * 3600_000

export interface Visitor { readonly ip: string; readonly userAgent: string }
export interface OpenedSession { readonly token: string; readonly csrf: string }

/** Sessions as rows: only the hash of the token is kept, so that a copy of the database opens no session. */
export class Sessions {
  constructor(
    readonly db: ScopedDb,
    readonly system: SystemDb,
    readonly now: () => number,
  ) {}

  open(member: { readonly id: number; readonly organisationId: number }, visitor: Visitor): Promise<OpenedSession> {
    return systemScope('open a session', async () => {
      const now = this.now()
      const opened = { token: secretToken(), csrf: secretToken() }
      await this.system.run('delete from session where member_id = :memberId and (expires_at <= :now or seen_at <= :idle)', { memberId: member.id, now, idle: now - IDLE })
      await this.system.run(
        'insert into session (token_hash, organisation_id, member_id, csrf, ip, user_agent, created_at, seen_at, expires_at) values (:hash, :organisationId, :memberId, :csrf, :ip, :userAgent, :now, :now, :expires)',
        { hash: Vault.hash(opened.token), organisationId: member.organisationId, memberId: member.id, csrf: opened.csrf, ip: visitor.ip, userAgent: visitor.userAgent.slice(0, 300), now, expires: now + LONGEST },
      )
      return opened
    })
  }

  /** In the member's scope, as the next. */
  async close(token: string): Promise<void> {
    await this.db.delete('session', 'token_hash = :hash', { hash: Vault.hash(token) })
  }

  /** All of a member's, but for the one in use when there is one. */
  async closeAll(memberId: number, exceptToken = ''): Promise<void> {
    await this.db.delete('session', 'member_id = :memberId and token_hash <> :hash', { memberId, hash: Vault.hash(exceptToken) })
  }
}
