import { formMeta, substituteHtml, z, type Localized, type TriggerAction, type TriggerActionContext } from 'adapters-sdk'
import type { TriggerTickets } from '../ports.js'

const params = z.object({ html: z.string().min(1).max(50_000).meta(formMeta({ title: { ko: '메모 내용', en: 'Note' }, format: 'html' })) })

/** An internal note, with substitution codes. */
export class AddNote implements TriggerAction<z.output<typeof params>> {
  readonly type = 'ticket.note'
  readonly label = { ko: '내부 메모 남기기', en: 'Leave an internal note' }
  readonly sentence = { ko: '내부 메모 남기기: “{html}”', en: 'Leave an internal note: “{html}”' }
  readonly params = params

  constructor(readonly tickets: TriggerTickets) {}

  async run({ facts, substitutions }: TriggerActionContext, { html }: z.output<typeof params>): Promise<Localized> {
    await this.tickets.addNote(facts.ticket.id, html.includes('#{') ? substituteHtml(html, await substitutions()) : html)
    return { ko: '내부 메모를 남겼습니다.', en: 'Left an internal note.' }
  }
}
