import {
  DELIVERIES, formMeta, INBOXES, inject, injectable, SERVICE_INFO, substituteHtml, substituteText, TICKETS, z,
  type Deliveries, type Inboxes, type Localized, type ServiceInfo, type ThreadMessage, type TicketSetting, type Tickets, type TriggerAction, type TriggerActionContext,
} from 'adapters-sdk'
import { mailable, mailed, NO_INBOX, nobody } from './mailable.js'

const WHOLE_THREAD = 50
const TEXT = 20_000

const paramsSchema = z.object({
  to: z.array(z.email()).min(1).max(10).meta(formMeta({ title: { ko: '받는 주소', en: 'To' } })),
  subject: z.string().trim().min(1).max(200).default('[#{ticket.number}] #{ticket.title}').meta(formMeta({ title: { ko: '제목', en: 'Subject' } })),
  html: z.string().trim().max(100_000).optional().meta(formMeta({ title: { ko: '덧붙이는 말', en: 'What to say with it' }, format: 'html' })),
  what: z.enum(['newest', 'all']).default('newest').meta(
    formMeta({ title: { ko: '전달할 내용', en: 'What to forward' }, labels: { newest: { ko: '고객의 최근 메시지', en: 'The customer’s newest message' }, all: { ko: '고객과 주고받은 대화 전체', en: 'The whole conversation with the customer' } } }),
  ),
  close: z.boolean().default(false).meta(formMeta({ title: { ko: '전달한 뒤 티켓 완료', en: 'Close the ticket then' } })),
})
type Params = z.output<typeof paramsSchema>

/** A result of a trigger: what the customer wrote goes to addresses outside, with its files; what they answer comes back to the ticket. */
@injectable()
export class ForwardByMail implements TriggerAction<Params> {
  readonly type = 'email.forward'
  readonly label: Localized = { ko: '메일로 전달', en: 'Forward by mail' }
  readonly sentence = { ko: '{to}에 메일로 전달: {what}[, {close}]', en: 'Forward by mail to {to}: {what}[, {close}]' }
  readonly params = paramsSchema

  constructor(
    @inject(DELIVERIES) private readonly deliveries: Deliveries,
    @inject(INBOXES) private readonly inboxes: Inboxes,
    @inject(TICKETS) private readonly tickets: Tickets,
    @inject(SERVICE_INFO) private readonly service: ServiceInfo,
  ) {}

  sets({ close }: Params): TicketSetting[] {
    return close ? [{ field: 'state', to: 'closed' }] : []
  }

  async run({ facts: { ticket }, receiptKey, substitutions }: TriggerActionContext, params: Params): Promise<Localized> {
    const inboxes = await this.inboxes.list()
    const inbox = inboxes.find((one) => one.id === ticket.inboxId) ?? inboxes[0]
    if (!inbox) return NO_INBOX
    const { to, skipped } = mailable(params.to.map((address) => ({ scheme: 'email', address })), inboxes)
    if (to.length === 0) return nobody(skipped)
    const thread = await this.tickets.thread(ticket.id, WHOLE_THREAD)
    const newest = thread.findLast((message) => message.from === 'customer')
    const forwarded = params.what === 'all' ? thread : newest ? [newest] : []
    const [values, { language, timeZone }] = [await substitutions(), await this.service.current()]
    const at = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone })
    const html = [params.html ? substituteHtml(params.html, values) : '', ...forwarded.map((message) => quoted(message, at))].join('\n')
    for (const identity of to) {
      await this.deliveries.enqueue({
        inboxId: inbox.id,
        ticketId: ticket.id,
        to: [identity],
        subject: substituteText(params.subject, values),
        html,
        automatic: true,
        notice: true,
        ...(newest && { filesOf: newest.id }),
        key: `${receiptKey}:${identity.address}`,
      })
    }
    const words = mailed(to, skipped)
    const now = await this.tickets.get(ticket.id)
    if (!params.close || now?.state === 'closed' || now?.state === 'spam') return words
    await this.tickets.change(ticket.id, { state: 'closed' })
    return { ko: `${words.ko} 티켓을 완료했습니다.`, en: `${words.en} The ticket was closed.` }
  }
}

function quoted({ name, text, createdAt }: ThreadMessage, at: Intl.DateTimeFormat): string {
  return `<p><b>${escaped(name)}</b> · ${at.format(createdAt)}</p><blockquote>${escaped(text.slice(0, TEXT)).replace(/\n/g, '<br>')}</blockquote>`
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
