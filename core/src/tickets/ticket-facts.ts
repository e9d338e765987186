import { fromJson, type Identity, type TriggerFacts } from 'adapters-sdk'
import type { CustomerStore } from '../customers/index.js'
import type { ScopedDb } from '../tenancy/index.js'
import type { TicketPromises } from './ports.js'
import { HISTORY } from './ticket-history.js'
import { fieldCells, toTicket, type FilledTicketRow } from './ticket-rows.js'

/** All that triggers ask about but the event. */
export type TicketFacts = Omit<TriggerFacts, 'event' | 'changes' | 'now'>
type Message = NonNullable<TriggerFacts['message']>
type Told = NonNullable<TriggerFacts['customer']['told']>

interface FactsRow extends FilledTicketRow {
  readonly inbox_address: string | null
  readonly message_kind: NonNullable<Message['kind']> | null
  readonly message_text: string | null
  readonly message_subject: string | null
  readonly message_sender: unknown
  readonly message_recipients: unknown
  readonly files: number
  readonly replies: number
  readonly customer_messages: number
  readonly first_of_customer: number
  readonly state_since: number | null
  readonly told: unknown
}
interface FactsSource { readonly db: ScopedDb; readonly customers: CustomerStore; readonly promises: TicketPromises }

/** What conditions look at. */
export async function readFacts({ db, customers, promises }: FactsSource, ticketId: number): Promise<TicketFacts> {
  const [gather, cell] = db.engine === 'sqlite' ? ['json_group_array', 'json_array'] : ['json_agg', 'json_build_array']
  const [row, customer, promised] = await Promise.all([
    db.one<FactsRow>(
      `select t.*, ${fieldCells(db.engine)}, b.address as inbox_address, m.text as message_text, m.kind as message_kind, m.sender as message_sender, m.subject as message_subject, m.recipients as message_recipients,
              (select count(*) from {attachment} a where a.message_id = m.id) as files,
              ${HISTORY.replies} as replies, ${HISTORY.customerMessages} as customer_messages, ${HISTORY.firstOfCustomer} as first_of_customer,
              (select ${gather}(${cell}(o.kind, o.value)) from (select v.kind, v.value from {customer_value} v where v.customer_id = t.customer_id order by v.id) o) as told
       from {ticket} t left join {inbox} b on b.id = t.inbox_id left join {message} m on m.id = t.last_message_id where t.id = :ticketId`,
      { ticketId },
    ),
    customers.ofTicket(ticketId),
    promises.of(ticketId),
  ])
  if (!row) throw new Error(`Ticket ${ticketId} is not in this service.`)
  return {
    ticket: toTicket(row),
    customer: { ...customer!, told: firstTold(row.told) },
    message: messageOf(row),
    inboxAddress: row.inbox_address,
    history: { replies: row.replies, customerMessages: row.customer_messages, reopened: row.reopened, followUp: row.follows_id !== null, firstOfCustomer: row.first_of_customer === 1, stateSince: row.state_since ?? row.created_at },
    ...promised,
  }
}

function messageOf(row: FactsRow): TriggerFacts['message'] {
  const { last_message_id: id, message_kind: kind } = row
  if (id === null || kind === null) return null
  const { to = [], cc = [] } = fromJson<{ to?: Identity[]; cc?: Identity[] } | null>(row.message_recipients) ?? {}
  return { id, kind, text: row.message_text ?? '', subject: row.message_subject, from: fromJson(row.message_sender), to: [...to, ...cc].map(({ address }) => address), automatic: kind === 'quiet', attachments: row.files }
}

function firstTold(stored: unknown): Told {
  const told: Record<string, string> = {}
  for (const [kind, value] of fromJson<readonly (readonly [string, string])[] | null>(stored) ?? []) if (kind !== 'name') told[kind] ??= value
  return told
}
