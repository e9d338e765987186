import {
  AGENTS, DELIVERIES, formMeta, INBOXES, inject, injectable, substituteHtml, substituteText, z,
  type Agents, type Deliveries, type Identity, type Inboxes, type Localized, type TriggerAction, type TriggerActionContext, type TriggerFacts,
} from 'adapters-sdk'
import { mailable, mailed, NO_INBOX, nobody } from './mailable.js'

const paramsSchema = z.object({
  to: z.enum(['customer', 'assignee', 'group', 'address']).meta(formMeta({
    title: { ko: '받는 사람', en: 'To' },
    labels: { customer: { ko: '고객', en: 'Customer' }, assignee: { ko: '담당자', en: 'Assignee' }, group: { ko: '담당 그룹', en: 'Group' }, address: { ko: '지정한 주소', en: 'An address' } },
  })),
  address: z.email().optional().meta(formMeta({ title: { ko: '메일 주소', en: 'Address' }, showWhen: { to: 'address' } })),
  subject: z.string().trim().min(1).max(200).meta(formMeta({ title: { ko: '제목', en: 'Subject' } })),
  html: z.string().trim().min(1).max(100_000).meta(formMeta({ title: { ko: '내용', en: 'Text' }, format: 'html' })),
})
type Params = z.output<typeof paramsSchema>

/** A result of a trigger: a mail to the customer, to who handles the ticket, or to an address. */
@injectable()
export class NotifyByMail implements TriggerAction<Params> {
  readonly type = 'email.notify'
  readonly label: Localized = { ko: '메일 보내기', en: 'Send a mail' }
  readonly sentence = { ko: '[{address}|{to}]에게 메일 “{subject}” 보내기', en: 'Mail “{subject}” to: [{address}|{to}]' }
  readonly params = paramsSchema

  constructor(
    @inject(DELIVERIES) private readonly deliveries: Deliveries,
    @inject(INBOXES) private readonly inboxes: Inboxes,
    @inject(AGENTS) private readonly agents: Agents,
  ) {}

  async run({ facts, receiptKey, substitutions }: TriggerActionContext, params: Params): Promise<Localized> {
    if (params.to === 'customer' && facts.message?.automatic) {
      return { ko: '자동으로 작성된 메일에는 답하지 않으므로 보내지 않았습니다.', en: 'Not sent: mails written by machines are never answered.' }
    }
    const inboxes = await this.inboxes.list()
    const inbox = inboxes.find((one) => one.id === facts.ticket.inboxId) ?? inboxes[0]
    if (!inbox) return NO_INBOX
    const { to, skipped } = mailable(await this.recipients(facts, params), inboxes)
    if (to.length === 0) return nobody(skipped)
    const values = await substitutions()
    // A mail each: who cannot be reached keeps it from nobody else.
    for (const identity of to) {
      await this.deliveries.enqueue({
        inboxId: inbox.id,
        ticketId: facts.ticket.id,
        to: [identity],
        subject: substituteText(params.subject, values),
        html: substituteHtml(params.html, values),
        automatic: true,
        ...(params.to !== 'customer' && { notice: true }),
        key: `${receiptKey}:${identity.address}`,
      })
    }
    return mailed(to, skipped)
  }

  private async recipients({ ticket, customer, message }: TriggerFacts, { to, address }: Params): Promise<Identity[]> {
    if (to === 'address') return address ? [{ scheme: 'email', address }] : []
    if (to === 'customer') {
      const mails = customer.identities.filter((identity) => identity.scheme === 'email')
      const wrote = mails.find((identity) => identity.address === message?.from?.address) ?? mails[0]
      return wrote ? [{ displayName: customer.name, ...wrote }] : []
    }
    const assignee = to === 'assignee' && ticket.assigneeId !== null ? await this.agents.get(ticket.assigneeId) : null
    const group = to === 'group' && ticket.groupId !== null ? await this.agents.group(ticket.groupId) : null
    return [...(assignee ? [assignee] : []), ...(group?.members ?? [])].map((agent) => ({ scheme: 'email', address: agent.email, displayName: agent.name }))
  }
}
