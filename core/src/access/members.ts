import { AppError, z } from 'adapters-sdk'
import type { ScopedDb } from '../tenancy/index.js'
import type { PasswordLinks } from './password-links.js'

/** The id one logs in with: written in lower case, whatever was typed. */
export const loginSchema = z.string().trim().toLowerCase().regex(/^[a-z0-9][a-z0-9._@-]{1,49}$/, '2 to 50 of a-z 0-9 . _ @ -, a letter or digit first')
export const nameSchema = z.string().trim().min(1).max(50)
export const newMemberSchema = z.object({ login: loginSchema, name: nameSchema, email: z.email().max(254), language: z.enum(['ko', 'en']).optional() })
export type NewMember = z.infer<typeof newMemberSchema>

export interface Member {
  readonly id: number
  readonly login: string
  readonly name: string
  readonly email: string
  readonly nickname: string
  readonly disabled: boolean
}
export interface ListedMember extends Member {
  /** Their log-in asks for a code. */
  readonly twoFactor: boolean
}
interface Row { readonly id: number; readonly login: string; readonly name: string; readonly email: string; readonly nickname: string; readonly disabled_at: number | null }

/** The members of the running organisation. */
export class Members {
  constructor(
    readonly db: ScopedDb,
    readonly links: PasswordLinks,
    readonly now: () => number,
  ) {}

  async list(): Promise<ListedMember[]> {
    const rows = await this.db.all<Row & { confirmed_at: number | null }>('select m.id, m.login, m.name, m.email, m.nickname, m.disabled_at, t.confirmed_at from {member} m left join {member_totp} t on t.member_id = m.id order by m.name, m.id')
    return rows.map(({ confirmed_at, ...row }) => ({ ...toMember(row), twoFactor: confirmed_at !== null }))
  }

  /** Members who could become agents of the running service. */
  async notYetAgents(): Promise<Member[]> {
    const rows = await this.db.all<Row>(
      'select m.id, m.login, m.name, m.email, m.nickname, m.disabled_at from {member} m where m.disabled_at is null and not exists (select 1 from {agent} a where a.member_id = m.id) order by m.name, m.id',
    )
    return rows.map(toMember)
  }

  /** Without a password: the link sets one. It is null when it was mailed. */
  async invite(given: NewMember, fallbackLanguage: 'ko' | 'en'): Promise<{ member: Member; link: string | null }> {
    const language = given.language ?? fallbackLanguage
    const written = await this.db.insertIgnore('member', { login: given.login, name: given.name, email: given.email, language, created_at: this.now() })
    if (written === 0) throw new AppError('access.login_taken', { login: given.login })
    const row = (await this.db.one<Row>('select m.id, m.login, m.name, m.email, m.nickname, m.disabled_at from {member} m where m.login = :login', { login: given.login }))!
    const link = await this.links.send({ id: row.id, login: row.login, name: row.name, email: row.email, language }, 'invitation')
    return { member: toMember(row), link }
  }
}

function toMember({ disabled_at, ...row }: Row): Member {
  return { ...row, disabled: disabled_at !== null }
}
