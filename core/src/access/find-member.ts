import { systemScope, type SystemDb } from '../tenancy/index.js'
import { findOrganisation } from './find-organisation.js'

export interface FoundMember {
  readonly id: number
  readonly organisationId: number
  readonly login: string
  readonly name: string
  readonly email: string
  readonly language: 'ko' | 'en'
  readonly passwordHash: string | null
}
export interface Found {
  /** The organisation's domain; as it was typed when there is none. */
  readonly organisation: string
  readonly member: FoundMember | null
}

export async function findMember(system: SystemDb, organisation: string | undefined, login: string): Promise<Found> {
  const found = await findOrganisation(system, organisation)
  const row = await systemScope('find a member by log-in', () =>
    system.one<{ id: number; organisation_id: number; login: string; name: string; email: string; language: 'ko' | 'en'; password_hash: string | null }>(
      'select m.id, m.organisation_id, m.login, m.name, m.email, m.language, m.password_hash from member m where m.organisation_id = :organisationId and m.login = :login and m.disabled_at is null',
      { organisationId: found?.id ?? 0, login: login.trim().toLowerCase() },
    ),
  )
  const member = row ? { id: row.id, organisationId: row.organisation_id, login: row.login, name: row.name, email: row.email, language: row.language, passwordHash: row.password_hash } : null
  return { organisation: found?.domain ?? organisation?.trim().toLowerCase() ?? '', member }
}
