import type { ConditionPart, ListPart } from '../conditions/index.js'
import { HISTORY } from './ticket-history.js'

/** Where a channel knows the customer by it, else where it was told. */
const known = (scheme: string, kind: string) =>
  `coalesce((select i.address from {customer_identity} i where i.customer_id = t.customer_id and i.scheme = '${scheme}' order by i.id limit 1), (select v.value from {customer_value} v where v.customer_id = t.customer_id and v.kind = '${kind}' order by v.id limit 1))`
const newest = (what: string) => `(select ${what} from {message} m where m.id = t.last_message_id)`

/** Where the list of tickets, `t`, has what conditions ask about. What is not here only triggers can ask. */
const COLUMNS: Readonly<Record<string, ListPart['column']>> = {
  'ticket.subject': { sql: 't.subject' },
  'ticket.channel': { sql: 't.channel' },
  'ticket.inbox': { sql: '(select n.address from {inbox} n where n.id = t.inbox_id)' },
  'ticket.state': { sql: 't.state' },
  'ticket.stateSince': { sql: 'coalesce(t.state_since, t.created_at)' },
  'ticket.priority': { sql: 't.priority' },
  'ticket.group': { sql: 't.group_id', id: true },
  'ticket.assignee': { sql: 't.assignee_id', id: true },
  'ticket.intakeType': { sql: 't.intake_type_id', id: true },
  'ticket.handlingType': { sql: 't.handling_type_id', id: true },
  'ticket.tags': { sql: 't.tags' },
  'ticket.replies': { sql: HISTORY.replies },
  'ticket.customerMessages': { sql: HISTORY.customerMessages },
  'ticket.reopened': { sql: 't.reopened' },
  'ticket.followUp': { sql: '(case when t.follows_id is null then 0 else 1 end)' },
  'ticket.createdAt': { sql: 't.created_at' },
  'ticket.updatedAt': { sql: 't.updated_at' },
  'ticket.dueAt': { sql: 't.due_at' },
  'message.kind': { sql: newest('m.kind') },
  'message.automatic': { sql: newest("case when m.kind = 'quiet' then 1 else 0 end") },
  'customer.name': { sql: '(select c.name from {customer} c where c.id = t.customer_id)' },
  'customer.email': { sql: known('email', 'email') },
  'customer.phone': { sql: known('phone', 'phone') },
  'customer.login': { sql: known('handle', 'login') },
  'customer.userKey': { sql: known('opaque', 'userKey') },
  'customer.number': { sql: '(select c.number from {customer} c where c.id = t.customer_id)' },
  'customer.firstTicket': { sql: HISTORY.firstOfCustomer },
}

/** Of everything that conditions know, what lists can ask: the same question with the same words. Whether something changed only events can say. */
export function listParts(parts: Iterable<ConditionPart>): Map<string, ListPart> {
  const found = new Map<string, ListPart>()
  for (const { target, type, label, help, choices, choicesFrom } of parts) {
    const column = COLUMNS[target]
    if (column) found.set(target, { target, type, label, ...(help ? { help } : {}), ...(choices ? { choices } : {}), ...(choicesFrom ? { choicesFrom } : {}), column })
  }
  return found
}
