import { AppError } from 'adapters-sdk'
import { assertStrong, hashPassword } from '../access/index.js'
import { secretToken, Vault } from '../platform/index.js'
import { systemScope, type SystemDb } from '../tenancy/index.js'
import type { Organisations } from './organisations.js'

export interface SetUpInput {
  readonly token: string
  readonly organisation: string
  readonly domain: string
  readonly service: { readonly name: string; readonly code: string }
  readonly member: { readonly login: string; readonly name: string; readonly email: string; readonly password: string }
  readonly language: 'ko' | 'en'
}

const ROW = 'setup_token_hash'

/** The first organisation, made once by whoever holds the link that the start printed. */
export class SetUp {
  constructor(
    readonly system: SystemDb,
    readonly organisations: Organisations,
  ) {}

  /** A new token, which voids the one before; null once there is an organisation. */
  async ensureToken(): Promise<string | null> {
    if (await this.organisations.exist()) return null
    const token = secretToken()
    await systemScope('issue the set-up link', () =>
      this.system.run('insert into installation (name, value) values (:name, :value) on conflict (name) do update set value = excluded.value', { name: ROW, value: Vault.hash(token) }),
    )
    return token
  }

  async status(token: string): Promise<{ needed: boolean; valid: boolean }> {
    const needed = !(await this.organisations.exist())
    return { needed, valid: needed && (await this.#isValid(token)) }
  }

  async run(input: SetUpInput): Promise<{ organisationId: number; memberId: number }> {
    if (!(await this.#isValid(input.token))) throw new AppError('organisations.set_up_link_invalid')
    const { password, ...owner } = input.member
    assertStrong(password, owner.login)
    const passwordHash = await hashPassword(password)
    return systemScope('set up the first organisation', () =>
      this.system.transaction(async () => {
        // Of two at once, the second finds the token gone.
        const mine = await this.system.run('delete from installation where name = :name and value = :value', { name: ROW, value: Vault.hash(input.token) })
        if (mine === 0) throw new AppError('organisations.set_up_link_invalid')
        const first = { ...owner, passwordHash, owner: true, operator: true }
        return this.organisations.create({ name: input.organisation, domain: input.domain, service: input.service, members: [first], language: input.language }, async ([member], organisationId) => ({ organisationId, memberId: member!.id }))
      }),
    )
  }

  #isValid(token: string): Promise<boolean> {
    return systemScope('check the set-up link', async () => (await this.system.one('select i.name from installation i where i.name = :name and i.value = :value', { name: ROW, value: Vault.hash(token) })) !== undefined)
  }
}
