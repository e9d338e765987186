import { fromJson, type Identity } from 'adapters-sdk'
import type { SystemDb } from '../tenancy/index.js'
import type { TicketText } from './document-tokens.js'

/** What of a ticket is read at most, newest first. */
const MESSAGES = 2000
const LETTERS = 200_000

export interface StaleTicket { readonly id: number; readonly service_id: number; readonly text_version: number }

/** Reads what a ticket is found by. What a customer only quotes is not in it: the quoted message is. In the system's scope. */
export async function ticketText(system: SystemDb, id: number): Promise<TicketText | null> {
  const [ticket, identities, messages, files, fields] = await Promise.all([
    system.one<{ number: string; subject: string; customer_number: string; customer_name: string }>('select t.number, t.subject, c.number as customer_number, c.name as customer_name from ticket t join customer c on c.id = t.customer_id where t.id = :id', { id }),
    system.all<{ scheme: string; address: string; display_name: string }>(
      `select i.scheme, i.address, i.display_name from ticket t join customer_identity i on i.customer_id = t.customer_id and i.service_id = t.service_id where t.id = :id
       union all select v.kind, case when v.kind = 'name' then '' else v.value end, case when v.kind = 'name' then v.value else '' end from ticket t join customer_value v on v.customer_id = t.customer_id and v.service_id = t.service_id where t.id = :id`,
      { id },
    ),
    system.all<{ subject: string | null; text: string; sender: unknown }>(`select m.subject, substr(m.text, 1, ${LETTERS}) as text, m.sender from ticket t join message m on m.service_id = t.service_id and m.ticket_id = t.id where t.id = :id order by m.id desc limit ${MESSAGES}`, { id }),
    system.all<{ name: string }>('select a.name from ticket t join message m on m.service_id = t.service_id and m.ticket_id = t.id join attachment a on a.service_id = t.service_id and a.message_id = m.id where t.id = :id order by a.id desc', { id }),
    system.all<{ text_value: string | null; number_value: number | null; file_name: string | null }>("select v.text_value, v.number_value, a.name as file_name from ticket t join ticket_field_value v on v.service_id = t.service_id and v.ticket_id = t.id join ticket_field f on f.id = v.field_id and f.kind <> 'consent' left join attachment a on a.service_id = t.service_id and a.id = v.file_id where t.id = :id order by v.id", { id }),
  ])
  if (!ticket) return null
  return {
    number: ticket.number,
    subject: ticket.subject,
    customer: { number: ticket.customer_number, name: ticket.customer_name, identities: identities.map((row) => ({ scheme: row.scheme, address: row.address, displayName: row.display_name })) },
    messages: messages.map(({ subject, text, sender }) => ({ subject: subject ?? '', text, sender: sender === null ? '' : senderText(fromJson(sender)) })),
    fields: fields.map((row) => row.text_value ?? row.file_name ?? String(row.number_value)),
    fileNames: files.map((file) => file.name),
  }
}

function senderText({ displayName, address }: Identity): string {
  return `${displayName ?? ''} ${address}`
}
