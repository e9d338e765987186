import { AppError, formMeta, z, type Localized, type TicketSetting, type TriggerAction, type TriggerActionContext } from 'adapters-sdk'
import { STATE_LABELS } from '../core-parts.js'
import type { TriggerTickets } from '../ports.js'

const STATES = ['in_progress', 'on_hold', 'solved', 'closed', 'spam'] as const
const params = z.object({ state: z.enum(STATES).meta(formMeta({ title: { ko: '상태', en: 'State' }, labels: STATE_LABELS })) })

export class SetState implements TriggerAction<z.output<typeof params>> {
  readonly type = 'ticket.state'
  readonly label = { ko: '상태 변경', en: 'Set the state' }
  readonly sentence = { ko: '상태를 “{state}”(으)로 변경', en: 'Set the state to “{state}”' }
  readonly params = params

  constructor(readonly tickets: TriggerTickets) {}

  sets({ state }: z.output<typeof params>): TicketSetting[] {
    return [{ field: 'state', to: state }]
  }

  async run({ facts: { ticket } }: TriggerActionContext, { state }: z.output<typeof params>): Promise<Localized> {
    if (ticket.state === 'closed' || ticket.state === 'spam') throw new AppError('trigger.ticket_finished')
    if ((state === 'in_progress' || state === 'on_hold') && ticket.assigneeId === null) throw new AppError('trigger.needs_assignee')
    await this.tickets.change(ticket.id, { state }, 'state')
    const { ko, en } = STATE_LABELS[state]
    return { ko: `상태를 [${ko}](으)로 했습니다.`, en: `State set to ${en}.` }
  }
}
