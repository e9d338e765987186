import { AppError, CLOCK, CUSTOMERS, DB, fromJson, inject, injectable, INBOXES, ORGANISATION_SERVICES, SERVICE_INFO, TICKETS, type Clock, type Customers, type Db, type Identity, type Inboxes, type JobHandler, type OrganisationServices, type ServiceInfo, type Tickets } from 'adapters-sdk'
import { ANSWERS, type Answers } from './answers.js'
import { escapeHtml } from './escape-html.js'
import { issueInbox } from './issue-inbox.js'
import type { TransferRow } from './transfers.js'

type Origin = Awaited<ReturnType<ServiceInfo['current']>>
const WORDS = { ko: { from: '이관', notInUse: '이관할 서비스를 이용할 수 없어 이관하지 못했습니다', fieldsChanged: '이관할 서비스의 입력 항목이 그사이 바뀌어 이관하지 못했습니다' }, en: { from: 'Transferred', notInUse: 'Not transferred: the service is not in use', fieldsChanged: 'Not transferred: the fields of the service were changed meanwhile' } } as const

/** Brings a transfer to its issue service. Safe to run twice: there its ticket has a key that is made once. */
@injectable()
export class DeliverTransfer implements JobHandler<{ readonly transferId: number }> {
  constructor(
    @inject(DB) private readonly db: Db,
    @inject(TICKETS) private readonly tickets: Tickets,
    @inject(CUSTOMERS) private readonly customers: Customers,
    @inject(INBOXES) private readonly inboxes: Inboxes,
    @inject(SERVICE_INFO) private readonly info: ServiceInfo,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(ORGANISATION_SERVICES) private readonly services: OrganisationServices,
    @inject(ANSWERS) private readonly answers: Answers,
  ) {}

  async run({ transferId }: { readonly transferId: number }): Promise<void> {
    const transfer = await this.db.one<TransferRow>("select f.* from {issues_transfer} f where f.id = :transferId and f.state = 'sending'", { transferId })
    if (!transfer) return
    const origin = await this.info.current()
    const target = (await this.services.list()).find(({ id, type }) => id === transfer.target_id && type === 'issue')
    if (!target) return this.answers.refuse(transfer, `${WORDS[origin.language].notInUse}: ${transfer.target_name}`)
    const ticket = await this.tickets.get(transfer.ticket_id)
    const customer = ticket && (await this.customers.get(ticket.customerId))
    const key = `${origin.id}.${transferId}`
    const identity = customer?.identities.find(({ address }) => address !== '') ?? { scheme: 'opaque', address: key }
    const types = await this.services.intakeTypes(target.id)
    const intakeTypeId = types.find(({ id }) => id === transfer.intake_type_id)?.id ?? null
    try {
      await this.services.within(target.id, () => this.receive(transfer, origin, key, { ...identity, displayName: customer?.name ?? '' }, intakeTypeId))
    } catch (error) {
      // Its fields were changed since they were filled in.
      if (!(error instanceof AppError) || error.code !== 'fields.invalid') throw error
      return this.answers.refuse(transfer, `${WORDS[origin.language].fieldsChanged}: ${transfer.target_name}`)
    }
    await this.db.update('issues_transfer', { state: 'sent', updated_at: this.clock.now() }, "id = :transferId and state = 'sending'", { transferId })
  }

  private async receive(transfer: TransferRow, origin: Origin, conversationKey: string, customer: Identity, intakeTypeId: number | null): Promise<void> {
    const inbox = await issueInbox(this.inboxes, this.info)
    const { language } = await this.info.current()
    const from = [origin.name, transfer.group_name, transfer.member_name].filter((name) => name !== null).join(' · ')
    const note = `<p><strong>${escapeHtml(`${WORDS[language].from} · ${from}`)}</strong></p>${transfer.note}`
    await this.db.transaction(async () => {
      const ticket = await this.tickets.create({ inboxId: inbox.id, conversationKey, customer, subject: transfer.title, note, intakeTypeId, fields: fromJson(transfer.fields) })
      await this.db.insertIgnore('issues_received', { ticket_id: ticket.id, origin_id: origin.id, origin_name: origin.name, transfer_id: transfer.id })
    })
  }
}
