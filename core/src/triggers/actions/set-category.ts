import { formMeta, z, type Localized, type TicketSetting, type TriggerAction, type TriggerActionContext } from 'adapters-sdk'
import type { ScopedDb } from '../../tenancy/index.js'
import type { TriggerTickets } from '../ports.js'

const LISTS = { intake: 'intakeTypes', handling: 'handlingTypes' } as const
const LABELS = { intake: { ko: '접수유형', en: 'intake type' }, handling: { ko: '처리유형', en: 'handling type' } } as const

/** Sets the ticket's intake type or its handling type. */
export class SetCategory implements TriggerAction<{ categoryId: number }> {
  readonly type: string
  readonly label: Localized
  readonly sentence: Localized
  readonly params

  constructor(
    readonly kind: 'intake' | 'handling',
    readonly tickets: TriggerTickets,
    readonly db: ScopedDb,
  ) {
    const { ko, en } = LABELS[kind]
    this.type = kind === 'intake' ? 'ticket.intakeType' : 'ticket.handlingType'
    this.label = { ko: `${ko} 변경`, en: `Set the ${en}` }
    this.sentence = { ko: `${ko}을 “{categoryId}”(으)로 변경`, en: `Set the ${en} to “{categoryId}”` }
    this.params = z.object({ categoryId: z.number().int().meta(formMeta({ title: { ko, en: `${en[0]!.toUpperCase()}${en.slice(1)}` }, choicesFrom: LISTS[kind] })) })
  }

  sets({ categoryId }: { categoryId: number }): TicketSetting[] {
    return [{ field: this.kind === 'intake' ? 'intakeTypeId' : 'handlingTypeId', to: categoryId }]
  }

  async run({ facts }: TriggerActionContext, { categoryId }: { categoryId: number }): Promise<Localized> {
    await this.tickets.change(facts.ticket.id, this.kind === 'intake' ? { intakeTypeId: categoryId } : { handlingTypeId: categoryId }, 'sorted')
    const row = await this.db.one<{ name: string }>('select k.name from {ticket_category} k where k.id = :categoryId', { categoryId })
    const { ko, en } = LABELS[this.kind]
    return { ko: `${ko}을 [${row?.name ?? ''}](으)로 했습니다.`, en: `The ${en} was set to ${row?.name ?? ''}.` }
  }
}
