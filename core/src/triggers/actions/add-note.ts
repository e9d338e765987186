import { formMeta, substituteHtml, substitutionValues, z, type Localized, type SubstitutionContext, type TriggerAction, type TriggerActionContext } from 'adapters-sdk'
import type { ScopedDb } from '../../tenancy/index.js'
import type { TriggerTickets } from '../ports.js'

const params = z.object({ html: z.string().min(1).max(50_000).meta(formMeta({ title: { ko: '메모 내용', en: 'Note' }, format: 'html' })) })

/** An internal note, with substitution codes. */
export class AddNote implements TriggerAction<z.output<typeof params>> {
  readonly type = 'ticket.note'
  readonly label = { ko: '내부 메모 남기기', en: 'Leave an internal note' }
  readonly params = params

  constructor(
    readonly tickets: TriggerTickets,
    readonly db: ScopedDb,
  ) {}

  async run({ facts }: TriggerActionContext, { html }: z.output<typeof params>): Promise<Localized> {
    const text = html.includes('#{') ? substituteHtml(html, substitutionValues(facts, await this.#context(facts.ticket))) : html
    await this.tickets.addNote(facts.ticket.id, text)
    return { ko: '내부 메모를 남겼습니다.', en: 'Left an internal note.' }
  }

  async #context(ticket: { readonly assigneeId: number | null; readonly groupId: number | null }): Promise<SubstitutionContext> {
    const row = await this.db.one<{ name: string; language: 'ko' | 'en'; time_zone: string; agent_name: string | null; group_name: string | null }>(
      `select s.name, s.language, s.time_zone, coalesce(nullif(p.nickname, ''), p.name) as agent_name, g.name as group_name
       from {service} s left join {member} p on p.id = :assigneeId left join {agent_group} g on g.id = :groupId where s.id = :service`,
      { assigneeId: ticket.assigneeId ?? 0, groupId: ticket.groupId ?? 0 },
    )
    if (!row) throw new Error('The running service has no row.')
    return { serviceName: row.name, language: row.language, timeZone: row.time_zone, agentNickname: row.agent_name ?? '', groupName: row.group_name ?? '' }
  }
}
