import { fromJson, type Role } from 'adapters-sdk'
import type { Authenticator, Principal } from '../http/index.js'
import { Vault, type Logger } from '../platform/index.js'
import { systemScope, type SystemDb } from '../tenancy/index.js'
import { permits } from './granted-permissions.js'
import { IDLE } from './sessions.js'

const SEEN_EVERY = 60_000

interface Row {
  readonly csrf: string
  readonly seen_at: number
  readonly expires_at: number
  readonly id: number
  readonly name: string
  readonly language: 'ko' | 'en'
  readonly organisation_id: number
  readonly organisation_admin: number
  readonly operator: number
  readonly service_id: number | null
  readonly code: string
  readonly state: string
  readonly type: string
  readonly roles: unknown
}

/** One statement for session, member, service and roles: it runs before everything else, on every request. */
const WHO = `
  select s.csrf, s.seen_at, s.expires_at, m.id, m.name, m.language, m.organisation_id, m.organisation_admin, m.operator,
         v.id as service_id, v.code, v.state, v.type, a.roles
  from session s
  join member m on m.id = s.member_id
  join organisation o on o.id = m.organisation_id
  left join service v on v.organisation_id = m.organisation_id and v.code = :code
  left join agent a on a.service_id = v.id and a.member_id = m.id
  where s.token_hash = :hash and m.disabled_at is null and (:organisation = '' or o.domain = :organisation)`

export class SessionAuthenticator implements Authenticator {
  readonly #touching = new Set<string>()

  constructor(
    readonly system: SystemDb,
    readonly log: Logger,
    readonly now: () => number,
  ) {}

  async authenticate(sessionToken: string, serviceCode: string | undefined, organisation?: string | null): Promise<Principal | null> {
    const hash = Vault.hash(sessionToken)
    const row = await systemScope('authenticate', () => this.system.one<Row>(WHO, { hash, code: serviceCode ?? '', organisation: organisation ?? '' }))
    const now = this.now()
    if (!row || row.expires_at <= now || row.seen_at + IDLE <= now) return null
    if (now - row.seen_at > SEEN_EVERY) this.#touch(hash, now)
    return toPrincipal(row)
  }

  /** Nobody waits for it: a lost one only makes the session look idle a little earlier. */
  #touch(hash: string, now: number): void {
    if (this.#touching.has(hash)) return
    this.#touching.add(hash)
    systemScope('keep a session alive', () => this.system.run('update session set seen_at = :now where token_hash = :hash and seen_at < :now', { hash, now }))
      .catch((error: unknown) => this.log.warn({ err: error }, 'session not marked as seen'))
      .finally(() => this.#touching.delete(hash))
  }
}

function toPrincipal(row: Row): Principal {
  const organisationAdmin = row.organisation_admin === 1
  const isAgent = row.roles !== null
  const visible = row.service_id !== null && (isAgent || organisationAdmin)
  const grants = { organisationAdmin, operator: row.operator === 1, roles: isAgent ? fromJson<Role[]>(row.roles) : [], serviceType: row.type, serviceState: row.state }
  return {
    memberId: row.id,
    name: row.name,
    language: row.language,
    organisationId: row.organisation_id,
    csrf: row.csrf,
    service: visible ? { id: row.service_id!, code: row.code, state: row.state } : null,
    can: (permission) => permits(grants, permission),
  }
}
