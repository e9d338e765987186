import { formMeta, PRIORITIES, z, type Localized, type TicketSetting, type TriggerAction, type TriggerActionContext } from 'adapters-sdk'
import { PRIORITY_LABELS } from '../core-parts.js'
import type { TriggerTickets } from '../ports.js'

const params = z.object({ priority: z.enum(PRIORITIES).meta(formMeta({ title: { ko: '우선순위', en: 'Priority' }, labels: PRIORITY_LABELS })) })

export class SetPriority implements TriggerAction<z.output<typeof params>> {
  readonly type = 'ticket.priority'
  readonly label = { ko: '우선순위 변경', en: 'Set the priority' }
  readonly sentence = { ko: '우선순위를 “{priority}”(으)로 변경', en: 'Set the priority to “{priority}”' }
  readonly params = params

  constructor(readonly tickets: TriggerTickets) {}

  sets({ priority }: z.output<typeof params>): TicketSetting[] {
    return [{ field: 'priority', to: priority }]
  }

  async run({ facts }: TriggerActionContext, { priority }: z.output<typeof params>): Promise<Localized> {
    await this.tickets.change(facts.ticket.id, { priority }, 'priority')
    const { ko, en } = PRIORITY_LABELS[priority]
    return { ko: `우선순위를 [${ko}](으)로 했습니다.`, en: `Priority set to ${en}.` }
  }
}
