import type { Localized, Notifications } from 'adapters-sdk'
import type { Addresses } from '../platform/index.js'
import { currentScope, type ScopedDb } from '../tenancy/index.js'
import type { NoticeKind } from './notice-kinds.js'

interface MailRow { id: number; kind: NoticeKind; detail: string | null; number: string; subject: string; name: string; email: string; language: 'ko' | 'en'; service_name: string; code: string; domain: string; read_at: number | null }

const SUBJECTS: Readonly<Record<NoticeKind, Localized>> = {
  assigned: { ko: '티켓이 할당되었습니다: {subject}', en: 'A ticket was assigned to you: {subject}' },
  group: { ko: '그룹에 새 티켓이 있습니다: {subject}', en: 'A ticket waits for your group: {subject}' },
  answered: { ko: '티켓에 새 답변이 있습니다: {subject}', en: 'A ticket of yours was answered: {subject}' },
  mentioned: { ko: '코멘트에서 회원님을 언급했습니다: {subject}', en: 'You were mentioned in a comment: {subject}' },
  deadline: { ko: '기한이 다가오거나 지났습니다: {subject}', en: 'A deadline is near or was missed: {subject}' },
  storm: { ko: '자동 메시지가 반복되어 보류했습니다: {subject}', en: 'Automatic messages kept coming and are held: {subject}' },
}
const TEXT: Localized = { ko: '{service} 서비스의 티켓 {number}입니다. 아래 링크에서 확인하세요. 이 메일은 개인 설정에서 끌 수 있습니다.', en: 'It is ticket {number} of {service}. Open it with the link below. You can switch this mail off in your personal settings.' }

/** Mails what was not read in time, to whoever chose so. */
export class NoticeMailer {
  constructor(
    readonly db: ScopedDb,
    readonly notifications: () => Notifications | null,
    readonly addresses: Addresses,
    readonly now: () => number,
  ) {}

  async send({ memberId, key, evenRead }: { readonly memberId: number; readonly key: string; readonly evenRead: boolean }): Promise<void> {
    // Whoever is an agent here no more is told nothing more.
    const row = await this.db.one<MailRow>(
      `select n.id, n.kind, n.detail, n.read_at, t.number, t.subject, p.name, p.email, p.language, v.name as service_name, v.code, o.domain
       from {notice} n join {ticket} t on t.id = n.ticket_id join {member} p on p.id = n.member_id join {agent} a on a.member_id = n.member_id join {service} v on v.id = :service join organisation o on o.id = v.organisation_id
       where n.member_id = :memberId and n.dedupe_key = :key and n.mailed_at is null and p.disabled_at is null and v.state = 'in_use'`,
      { memberId, key },
    )
    if (!row || (row.read_at !== null && !evenRead)) return
    await this.db.transaction(async () => {
      if ((await this.db.update('notice', { mailed_at: this.now() }, 'id = :id and mailed_at is null', { id: row.id })) === 0) return
      await this.notifications()?.notify({
        organisationId: currentScope().organisationId, to: { name: row.name, address: row.email }, language: row.language, subject: filled(SUBJECTS[row.kind], row), text: filled(TEXT, row),
        link: `${this.addresses.originOf(row.domain)}/s/${row.code}/tickets/all/${row.number}`,
      })
    })
  }
}

function filled(text: Localized, { subject, number, service_name: service }: MailRow): Localized {
  const fill = (one: string) => one.replace('{subject}', () => subject).replace('{number}', () => number).replace('{service}', () => service)
  return { ko: fill(text.ko), en: fill(text.en) }
}
