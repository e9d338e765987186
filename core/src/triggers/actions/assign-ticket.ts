import { randomInt } from 'node:crypto'
import { AppError, formMeta, z, type Localized, type Ticket, type TicketSetting, type TriggerAction, type TriggerActionContext } from 'adapters-sdk'
import type { TriggerTickets } from '../ports.js'
import { inTurn, type Candidate, type GroupForTurn, type GroupTurns } from './next-agent.js'

const params = z
  .object({
    groupId: z.number().int().meta(formMeta({ title: { ko: '담당그룹', en: 'Group' }, choicesFrom: 'groups' })),
    how: z.enum(['none', 'agent', 'turn', 'random', 'least']).default('none').meta(
      formMeta({
        title: { ko: '배분 방법', en: 'Who in it' },
        labels: {
          none: { ko: '그룹에만 할당', en: 'Nobody: the group only' },
          agent: { ko: '상담원 지정', en: 'A named agent' },
          turn: { ko: '순차 배분', en: 'In turn' },
          random: { ko: '임의 배분', en: 'At random' },
          least: { ko: '처리중인 티켓이 가장 적은 상담원', en: 'Whoever has the fewest open tickets' },
        },
      }),
    ),
    agentId: z.number().int().nullish().meta(formMeta({ title: { ko: '담당자', en: 'Agent' }, choicesFrom: 'agents', showWhen: { how: 'agent' } })),
  })
  .refine((value) => value.how !== 'agent' || value.agentId != null, { path: ['agentId'], params: { ko: '그룹의 상담원을 고르세요.', en: 'Choose an agent of the group.' } })
export type AssignParams = z.output<typeof params>

const WITH_AN_AGENT: readonly Ticket['state'][] = ['in_progress', 'transfer_in_progress', 'transfer_answered', 'on_hold']

/** Gives the ticket to a group and, as the manager chose, to somebody in it. */
export class AssignTicket implements TriggerAction<AssignParams> {
  readonly type = 'ticket.assign'
  readonly label = { ko: '티켓 할당', en: 'Assign the ticket' }
  readonly sentence = { ko: '“{groupId}” 그룹에 할당 ({how}[: {agentId}])', en: 'Assign to “{groupId}” ({how}[: {agentId}])' }
  readonly params = params

  constructor(
    readonly tickets: TriggerTickets,
    readonly turns: GroupTurns,
  ) {}

  unsteady({ how }: AssignParams): boolean {
    return how !== 'none'
  }

  sets({ groupId, how, agentId }: AssignParams): TicketSetting[] {
    const group: TicketSetting = { field: 'groupId', to: groupId }
    if (how === 'none') return [group]
    return [group, how === 'agent' && agentId != null ? { field: 'assigneeId', to: agentId } : { field: 'assigneeId' }]
  }

  async run({ facts: { ticket } }: TriggerActionContext, chosen: AssignParams): Promise<Localized> {
    if (ticket.state === 'closed' || ticket.state === 'spam') throw new AppError('trigger.ticket_finished')
    const group = await this.turns.read(chosen.groupId, chosen.how === 'turn' || chosen.how === 'least')
    const agent = await this.#choose(group, chosen, ticket)
    await this.#assign(ticket, group, agent, chosen.how)
    return words(group, agent, chosen.how)
  }

  async #choose(group: GroupForTurn, { how, agentId }: AssignParams, ticket: Ticket): Promise<Candidate | null> {
    if (how === 'none') return null
    if (how === 'agent') {
      const agent = group.members.find((member) => member.id === agentId)
      if (!agent) throw new AppError('trigger.agent_not_in_group', { group: group.name })
      return agent.available ? ((await this.turns.withRoom([agent], ticket.id)).candidates[0] ?? null) : null
    }
    const able = inTurn(group)
    if (able.length === 0) return null
    const { candidates, load } = await this.turns.withRoom(able, ticket.id)
    if (candidates.length === 0) return null
    if (how === 'random') return candidates[randomInt(candidates.length)]!
    let next = candidates[0]!
    if (how === 'least') {
      const open = (candidate: Candidate) => load.get(candidate.id) ?? 0
      next = candidates.reduce((best, candidate) => (open(candidate) < open(best) ? candidate : best))
    }
    await this.turns.passed(group, next)
    return next
  }

  async #assign(ticket: Ticket, group: GroupForTurn, agent: Candidate | null, how: AssignParams['how']): Promise<void> {
    if (agent) {
      await this.tickets.change(ticket.id, { groupId: group.id, assigneeId: agent.id, ...(ticket.state === 'unassigned' ? { state: 'in_progress' } : {}) }, 'assigned', { how })
      return
    }
    // Whoever works on it in this group keeps it when only the group was meant.
    if (how === 'none' && ticket.groupId === group.id) return
    await this.tickets.change(ticket.id, { groupId: group.id, assigneeId: null, ...(WITH_AN_AGENT.includes(ticket.state) ? { state: 'unassigned' } : {}) }, 'assigned', { how })
  }
}

function words(group: GroupForTurn, agent: Candidate | null, how: AssignParams['how']): Localized {
  if (agent) return { ko: `[${group.name}] 그룹의 [${agent.name}] 상담원에게 티켓을 할당했습니다.`, en: `Assigned to ${agent.name} in ${group.name}.` }
  if (how === 'none') return { ko: `[${group.name}] 그룹에 티켓을 할당했습니다.`, en: `Assigned to ${group.name}.` }
  if (group.members.length === 0) return { ko: `[${group.name}] 그룹에 상담원이 한 명도 없어 그룹에만 할당했습니다.`, en: `Assigned to ${group.name} only: nobody is in that group.` }
  return { ko: `지금 할당받을 수 있는 상담원이 없어 [${group.name}] 그룹에만 할당했습니다.`, en: `Assigned to ${group.name} only: nobody there can be given tickets now.` }
}
