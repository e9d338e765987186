import { secretToken, Vault } from '../platform/index.js'
import { systemScope, type ScopedDb, type SystemDb } from '../tenancy/index.js'
import type { MemberSignals } from './member-signals.js'

export const IDLE = 12 * 3600_000
const LONGEST = 30 * 24 * 3600_000

/** So much of the token's hash tells a member's sessions apart, and opens none. */
const ID_LENGTH = 24

export interface ListedSession {
  readonly id: string
  readonly ip: string
  readonly userAgent: string
  readonly createdAt: string
  readonly seenAt: string
  readonly current: boolean
}
export interface Visitor { readonly ip: string; readonly userAgent: string }
export interface OpenedSession { readonly token: string; readonly csrf: string }

/** Sessions as rows: only the hash of the token is kept, so that a copy of the database opens no session. */
export class Sessions {
  constructor(
    readonly db: ScopedDb,
    readonly system: SystemDb,
    readonly signals: MemberSignals,
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

  /** A member's that can still be used, newest first. In the member's scope, as the next. */
  async list(memberId: number, ownToken: string): Promise<ListedSession[]> {
    const now = this.now()
    const rows = await this.db.all<{ token_hash: string; ip: string; user_agent: string; created_at: number; seen_at: number }>(
      'select s.token_hash, s.ip, s.user_agent, s.created_at, s.seen_at from {session} s where s.member_id = :memberId and s.expires_at > :now and s.seen_at > :idle order by s.created_at desc',
      { memberId, now, idle: now - IDLE },
    )
    const own = Vault.hash(ownToken)
    return rows.map((row) => ({ id: row.token_hash.slice(0, ID_LENGTH), ip: row.ip, userAgent: row.user_agent, createdAt: new Date(row.created_at).toISOString(), seenAt: new Date(row.seen_at).toISOString(), current: row.token_hash === own }))
  }

  /** One of the member's own, by the id in the list; false: there is none. */
  async revoke(memberId: number, id: string): Promise<boolean> {
    return this.#closed(memberId, await this.db.delete('session', 'member_id = :memberId and substr(token_hash, 1, :length) = :id', { memberId, id, length: ID_LENGTH }))
  }

  async close(memberId: number, token: string): Promise<void> {
    await this.#closed(memberId, await this.db.delete('session', 'token_hash = :hash', { hash: Vault.hash(token) }))
  }

  /** All of a member's, but for the one in use when there is one. */
  async closeAll(memberId: number, exceptToken = ''): Promise<void> {
    await this.#closed(memberId, await this.db.delete('session', 'member_id = :memberId and token_hash <> :hash', { memberId, hash: Vault.hash(exceptToken) }))
  }

  async #closed(memberId: number, sessions: number): Promise<boolean> {
    if (sessions > 0) await this.signals.changed(memberId)
    return sessions > 0
  }
}
