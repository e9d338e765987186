import { fromJson } from 'adapters-sdk'
import type { ScopedDb } from '../tenancy/index.js'
import { FIRST_CHOICES, noticeChoices, type NoticeChoices } from './notice-kinds.js'

/** What each member wants to be told of (TKT-21). */
export class NoticeChoiceStore {
  constructor(readonly db: ScopedDb) {}

  async of(memberId: number): Promise<NoticeChoices> {
    return (await this.ofAll([memberId])).get(memberId)!
  }

  async ofAll(memberIds: readonly number[]): Promise<Map<number, NoticeChoices>> {
    const rows = await this.db.all<{ member_id: number; choices: unknown }>('select c.member_id, c.choices from {notice_choice} c where c.member_id in (:memberIds)', { memberIds })
    const known = new Map(rows.map((row) => [row.member_id, noticeChoices.parse(fromJson(row.choices))]))
    return new Map(memberIds.map((id) => [id, known.get(id) ?? FIRST_CHOICES]))
  }

  write(memberId: number, choices: NoticeChoices): Promise<void> {
    return this.db.transaction(async () => {
      const json = JSON.stringify(choices)
      if ((await this.db.update('notice_choice', { choices: json }, 'member_id = :memberId', { memberId })) === 0) await this.db.insertIgnore('notice_choice', { member_id: memberId, choices: json })
    })
  }
}
