import { AGENTS, AppError, CLOCK, DB, inject, injectable, JOBS, ORGANISATION_SERVICES, TICKETS, token, type Agents, type Clock, type CustomerField, type Db, type Jobs, type OrganisationServices, type Ticket, type Tickets } from 'adapters-sdk'
import { TRANSFERRED } from './trigger-events.js'

export interface TransferRow {
  readonly id: number
  readonly ticket_id: number
  readonly target_id: number
  readonly target_name: string
  readonly intake_type_id: number | null
  readonly intake_type: string | null
  readonly title: string
  readonly note: string
  readonly fields: unknown
  readonly group_name: string | null
  readonly member_name: string
  readonly state: 'sending' | 'sent' | 'answered' | 'failed'
  readonly created_at: number
  readonly updated_at: number
}
export interface Target {
  readonly id: number
  readonly name: string
  readonly intakeTypes: { id: number; path: string }[]
}
export interface TransferRequest {
  readonly serviceId: number
  readonly intakeTypeId: number | null
  readonly title: string
  readonly note: string
  readonly fields: Readonly<Record<string, unknown>>
}

export const CHANNEL = 'issue-transfer'
export const DELIVER = 'issues.deliver'
export const TRANSFERABLE: readonly Ticket['state'][] = ['in_progress', 'on_hold', 'transfer_answered']
export const TRANSFERS = token<Transfers>('issues.transfers@1')

/** What a service gives to the issue services of its organisation (TKT-11). */
@injectable()
export class Transfers {
  constructor(
    @inject(DB) private readonly db: Db,
    @inject(TICKETS) private readonly tickets: Tickets,
    @inject(AGENTS) private readonly agents: Agents,
    @inject(JOBS) private readonly jobs: Jobs,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(ORGANISATION_SERVICES) private readonly services: OrganisationServices,
  ) {}

  /** Nothing else of an issue service is shown to who transfers. */
  async targets(): Promise<Target[]> {
    const issueServices = (await this.services.list()).filter(({ type }) => type === 'issue')
    return Promise.all(issueServices.map(async ({ id, name }) => ({ id, name, intakeTypes: [...(await this.services.intakeTypes(id))] })))
  }

  /** What customers are asked there. */
  async customerFields(serviceId: number, intakeTypeId: number | null): Promise<readonly CustomerField[]> {
    await this.#target(serviceId)
    return this.services.customerFields(serviceId, intakeTypeId, CHANNEL)
  }

  of(ticketId: number): Promise<TransferRow[]> {
    return this.db.all<TransferRow>('select f.* from {issues_transfer} f where f.ticket_id = :ticketId order by f.id desc', { ticketId })
  }

  /** The row, the ticket's state and the job that brings it over are one transaction. */
  async begin(number: string, { serviceId, intakeTypeId, title, note, fields }: TransferRequest, memberName: string): Promise<void> {
    const target = await this.#target(serviceId)
    const intakeType = target.intakeTypes.find(({ id }) => id === intakeTypeId)
    if (!intakeType && (intakeTypeId !== null || target.intakeTypes.length > 0)) throw new AppError('issues.intake_type_needed')
    await this.services.requireFields(target.id, intakeType?.id ?? null, CHANNEL, fields)
    await this.db.transaction(async () => {
      const known = await this.tickets.find(number)
      const ticket = known && (await this.tickets.hold(known.id))
      if (!ticket) throw new AppError('issues.ticket_not_found')
      const waiting = await this.db.one("select f.id from {issues_transfer} f where f.ticket_id = :ticketId and f.state in ('sending', 'sent')", { ticketId: ticket.id })
      if (waiting) throw new AppError('issues.already_transferred')
      if (!TRANSFERABLE.includes(ticket.state)) throw new AppError('issues.wrong_state')
      const group = ticket.groupId === null ? null : await this.agents.group(ticket.groupId)
      const now = this.clock.now()
      const [transferId] = await this.db.insert('issues_transfer', {
        ticket_id: ticket.id, target_id: target.id, target_name: target.name, intake_type_id: intakeType?.id ?? null, intake_type: intakeType?.path ?? null,
        title, note, fields: JSON.stringify(fields), group_name: group?.name ?? null, member_name: memberName, state: 'sending', created_at: now, updated_at: now,
      })
      await this.tickets.happened(ticket.id, TRANSFERRED, { changes: { state: 'transfer_in_progress' }, key: String(transferId) })
      await this.jobs.enqueue(DELIVER, { transferId })
    })
  }

  async #target(serviceId: number): Promise<Target> {
    const target = (await this.targets()).find(({ id }) => id === serviceId)
    if (!target) throw new AppError('issues.target_not_in_use')
    return target
  }
}
