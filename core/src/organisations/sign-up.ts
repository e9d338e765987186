import { AppError } from 'adapters-sdk'
import type { AttemptThrottle, PasswordLinks } from '../access/index.js'
import type { Addresses } from '../platform/index.js'
import { systemScope, type SystemDb } from '../tenancy/index.js'
import type { Organisations, NewMember } from './organisations.js'

export interface SignUpInput {
  readonly organisation: string
  readonly domain: string
  readonly service: { readonly name: string; readonly code: string }
  /** Those who are `owner` run the organisation, and get a link to set a password. */
  readonly members: readonly NewMember[]
  readonly language: 'ko' | 'en'
}
export interface SignedUp {
  readonly url: string
  /** `link` only where it could not be mailed. */
  readonly owners: readonly { readonly login: string; readonly email: string; readonly link: string | null }[]
}

/** An office may sign up several; a machine may not sign up many. */
const PER_ADDRESS = 5

/** New organisations (TEN-1): by anybody where the installation is open for it, by the operator always. */
export class SignUp {
  constructor(
    readonly system: SystemDb,
    readonly organisations: Organisations,
    readonly links: Pick<PasswordLinks, 'send' | 'mailWorks'>,
    readonly throttle: AttemptThrottle,
    readonly addresses: Addresses,
    readonly isOpen: boolean,
  ) {}

  async byAnybody(input: SignUpInput, ip: string): Promise<SignedUp> {
    if (!this.isOpen) throw new AppError('organisations.sign_up_by_operator')
    // Whoever types a link into an address bar must have got it by mail: it proves that the address is theirs.
    if (!this.links.mailWorks) throw new AppError('organisations.sign_up_needs_mail')
    await this.throttle.takeOrRefuse([{ name: `sign-up ip ${ip}`, limit: PER_ADDRESS }])
    return this.#signUp(input, true)
  }

  byOperator(input: SignUpInput): Promise<SignedUp> {
    return this.#signUp(input, false)
  }

  /** Organisation, members and mails: all or nothing. */
  #signUp({ organisation: name, ...given }: SignUpInput, mustMail: boolean): Promise<SignedUp> {
    return systemScope('sign an organisation up', () =>
      this.system.transaction(() =>
        this.organisations.create({ ...given, name }, async (members) => {
          const owners: SignedUp['owners'][number][] = []
          for (const { owner, login, email, id, name: called } of members) {
            if (!owner) continue
            const link = await this.links.send({ id, login, name: called, email, language: given.language }, 'signUp')
            if (link !== null && mustMail) throw new AppError('organisations.sign_up_needs_mail')
            owners.push({ login, email, link })
          }
          return { url: this.addresses.ofOrganisation(given.domain), owners }
        }),
      ),
    )
  }
}
