import type { Localized, Notifications } from 'adapters-sdk'
import { secretToken, Vault, type Logger } from '../platform/index.js'
import { currentScope, type ScopedDb } from '../tenancy/index.js'

export interface Addressee { readonly id: number; readonly name: string; readonly email: string; readonly language: 'ko' | 'en' }

const HOUR = 3600_000
const MAILS = {
  invitation: {
    lifetime: 7 * 24 * HOUR,
    subject: { ko: '비밀번호를 설정해 주세요', en: 'Set your password' },
    text: {
      ko: '상담 시스템에 회원으로 등록되었습니다. 아래 링크에서 비밀번호를 설정하면 로그인할 수 있습니다. 링크는 7일 동안 한 번 사용할 수 있습니다.',
      en: 'You have been registered as a member of the contact centre. Set a password with the link below, then you can sign in. The link works once, for 7 days.',
    },
  },
  reset: {
    lifetime: HOUR,
    subject: { ko: '비밀번호 재설정', en: 'Reset your password' },
    text: {
      ko: '비밀번호 재설정을 요청하셨습니다. 아래 링크에서 새 비밀번호를 설정할 수 있습니다. 링크는 1시간 동안 한 번 사용할 수 있습니다. 요청한 적이 없다면 이 메일을 무시하세요.',
      en: 'Somebody asked to reset your password. Set a new one with the link below. The link works once, for 1 hour. If it was not you, ignore this mail.',
    },
  },
} as const satisfies Record<string, { lifetime: number; subject: Localized; text: Localized }>

/** One-time links with which a member sets a password: kept as a hash, mailed when a plugin can, else shown and logged. */
export class PasswordLinks {
  constructor(
    readonly db: ScopedDb,
    readonly notifications: () => Notifications | null,
    readonly publicUrl: () => string,
    readonly log: Logger,
    readonly now: () => number,
  ) {}

  /** Resolves to null when it was mailed; else to the link, for whoever may see it. */
  async send(member: Addressee, kind: keyof typeof MAILS): Promise<string | null> {
    const { lifetime, subject, text } = MAILS[kind]
    const link = await this.issue(member.id, lifetime)
    const mailed = await this.notifications()?.notify({ organisationId: currentScope().organisationId, to: { name: member.name, address: member.email }, subject, text, language: member.language, link })
    if (mailed) return null
    this.log.warn({ memberId: member.id, link }, 'no mail leads out of here: pass this link on to the member')
    return link
  }

  async issue(memberId: number, lifetime = 24 * HOUR): Promise<string> {
    const secret = secretToken()
    await this.db.insertIgnore('member_link', { token_hash: Vault.hash(secret), member_id: memberId, purpose: 'password', expires_at: this.now() + lifetime, used_at: null })
    return `${this.publicUrl()}/password/reset?token=${secret}`
  }
}
