import type { Localized, Notifications } from 'adapters-sdk'
import { secretToken, Vault, type Addresses, type Logger } from '../platform/index.js'
import { currentScope, type ScopedDb } from '../tenancy/index.js'

export interface Addressee { readonly id: number; readonly login: string; readonly name: string; readonly email: string; readonly language: 'ko' | 'en' }

const HOUR = 3600_000
const MAILS = {
  signUp: {
    lifetime: 7 * 24 * HOUR,
    subject: { ko: '{organisation}: 가입이 완료되었습니다', en: '{organisation} is signed up' },
    text: {
      ko: '{organisation} 조직의 가입이 완료되었습니다. 아래 링크에서 비밀번호를 설정하면 로그인할 수 있습니다. 링크는 7일 동안 한 번 사용할 수 있습니다.\n\n접속 URL: {url}\n아이디: {login}',
      en: '{organisation} is signed up. Set a password with the link below, then you can log in. The link works once, for 7 days.\n\nAddress: {url}\nLogin: {login}',
    },
  },
  invitation: {
    lifetime: 7 * 24 * HOUR,
    subject: { ko: '{organisation}: 비밀번호를 설정해 주세요', en: '{organisation}: set your password' },
    text: {
      ko: '{organisation}의 상담 시스템에 회원으로 등록되었습니다. 아래 링크에서 비밀번호를 설정하면 로그인할 수 있습니다. 링크는 7일 동안 한 번 사용할 수 있습니다.\n\n접속 URL: {url}\n아이디: {login}',
      en: 'You have been registered as a member of the contact centre of {organisation}. Set a password with the link below, then you can log in. The link works once, for 7 days.\n\nAddress: {url}\nLogin: {login}',
    },
  },
  reset: {
    lifetime: HOUR,
    subject: { ko: '{organisation}: 비밀번호 재설정', en: '{organisation}: reset your password' },
    text: {
      ko: '비밀번호 재설정을 요청하셨습니다. 아래 링크에서 새 비밀번호를 설정할 수 있습니다. 링크는 1시간 동안 한 번 사용할 수 있습니다. 요청한 적이 없다면 이 메일을 무시하세요.\n\n접속 URL: {url}\n아이디: {login}',
      en: 'Somebody asked to reset your password. Set a new one with the link below. The link works once, for 1 hour. If it was not you, ignore this mail.\n\nAddress: {url}\nLogin: {login}',
    },
  },
} as const satisfies Record<string, { lifetime: number; subject: Localized; text: Localized }>

interface Named { readonly name: string; readonly domain: string }

/** One-time links with which a member sets a password: kept as a hash, mailed when a plugin can, else shown and logged. */
export class PasswordLinks {
  constructor(
    readonly db: ScopedDb,
    readonly notifications: () => Notifications | null,
    readonly addresses: Addresses,
    readonly log: Logger,
    readonly now: () => number,
  ) {}

  /** Whether `send` can mail at all. */
  get mailWorks(): boolean {
    return this.notifications()?.works() ?? false
  }

  /** Resolves to null when it was mailed; else to the link, for whoever may see it. */
  async send(member: Addressee, kind: keyof typeof MAILS): Promise<string | null> {
    const { lifetime, subject, text } = MAILS[kind]
    const organisation = await this.#organisation()
    const link = await this.#write(member.id, lifetime, organisation)
    const values = { organisation: organisation.name, url: this.addresses.ofOrganisation(organisation.domain), login: member.login }
    const mailed = await this.notifications()?.notify({ organisationId: currentScope().organisationId, to: { name: member.name, address: member.email }, subject: filled(subject, values), text: filled(text, values), language: member.language, link })
    if (mailed) return null
    this.log.warn({ memberId: member.id, link }, 'no mail leads out of here: pass this link on to the member')
    return link
  }

  async issue(memberId: number): Promise<string> {
    return this.#write(memberId, 24 * HOUR, await this.#organisation())
  }

  async #organisation(): Promise<Named> {
    return (await this.db.one<Named>('select o.name, o.domain from organisation o where o.id = :organisation'))!
  }

  async #write(memberId: number, lifetime: number, { domain }: Named): Promise<string> {
    const secret = secretToken()
    await this.db.insertIgnore('member_link', { token_hash: Vault.hash(secret), member_id: memberId, purpose: 'password', expires_at: this.now() + lifetime, used_at: null })
    return this.addresses.ofOrganisation(domain, `/password/reset?token=${secret}`)
  }
}

function filled(text: Localized, values: Readonly<Record<string, string>>): Localized {
  const fill = (one: string) => one.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
  return { ko: fill(text.ko), en: fill(text.en) }
}
