import { formMeta, z, type Localized, type TicketSetting, type TriggerAction, type TriggerActionContext } from 'adapters-sdk'
import { TAG, tagName } from '../../platform/index.js'
import type { TriggerTickets } from '../ports.js'

const tags = z.array(z.string().max(100).transform(tagName).pipe(z.string().refine((tag) => TAG.test(tag), { params: { ko: '태그는 쉼표 없이 1자에서 40자까지입니다.', en: 'A tag has 1 to 40 characters and no comma.' } }))).max(20).default([])
interface TagParams { readonly add: string[]; readonly remove: string[] }

/** Puts tags on the ticket and takes others off. */
export class SetTags implements TriggerAction<TagParams> {
  readonly type = 'ticket.tags'
  readonly label = { ko: '태그 변경', en: 'Change tags' }
  readonly sentence = { ko: '[태그 “{add}” 붙이기[, “{remove}” 떼기]|태그 “{remove}” 떼기|태그 변경]', en: '[Add the tags “{add}”[ and take off “{remove}”]|Take off the tags “{remove}”|Change tags]' }
  readonly params = z.object({ add: tags.meta(formMeta({ title: { ko: '붙일 태그', en: 'Tags to add' } })), remove: tags.meta(formMeta({ title: { ko: '뗄 태그', en: 'Tags to remove' } })) })

  constructor(readonly tickets: TriggerTickets) {}

  /** Each tag by itself: putting one on and taking another off is no contradiction. */
  sets({ add, remove }: TagParams): TicketSetting[] {
    return [...add.map((tag) => ({ field: `tags.${tag}`, to: 'on' })), ...remove.map((tag) => ({ field: `tags.${tag}`, to: 'off' }))]
  }

  async run({ facts }: TriggerActionContext, { add, remove }: TagParams): Promise<Localized> {
    // An earlier trigger may have changed them since the facts were read.
    const { tags } = (await this.tickets.get(facts.ticket.id)) ?? facts.ticket
    await this.tickets.change(facts.ticket.id, { tags: [...tags, ...add].filter((tag) => !remove.includes(tag)) }, 'tagged')
    const done = [...add.map((tag) => `+${tag}`), ...remove.map((tag) => `−${tag}`)].join(', ')
    return { ko: `태그를 변경했습니다: ${done}`, en: `Tags were changed: ${done}` }
  }
}
