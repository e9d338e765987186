import type { ConditionPart, ListPart } from '../conditions/index.js'

const identity = (scheme: string) => `(select i.address from {customer_identity} i where i.customer_id = t.customer_id and i.scheme = '${scheme}' order by i.id limit 1)`

/** Where the list of tickets, `t`, has what conditions ask about. What is not here only triggers can ask. */
const COLUMNS: Readonly<Record<string, ListPart['column']>> = {
  'ticket.subject': { sql: 't.subject' },
  'ticket.channel': { sql: 't.channel' },
  'ticket.inbox': { sql: '(select n.address from {inbox} n where n.id = t.inbox_id)' },
  'ticket.state': { sql: 't.state' },
  'ticket.priority': { sql: 't.priority' },
  'ticket.group': { sql: 't.group_id', id: true },
  'ticket.assignee': { sql: 't.assignee_id', id: true },
  'ticket.intakeType': { sql: 't.intake_type_id', id: true },
  'ticket.handlingType': { sql: 't.handling_type_id', id: true },
  'ticket.tags': { sql: 't.tags' },
  'ticket.createdAt': { sql: 't.created_at' },
  'ticket.updatedAt': { sql: 't.updated_at' },
  'ticket.dueAt': { sql: 't.due_at' },
  'customer.name': { sql: '(select c.name from {customer} c where c.id = t.customer_id)' },
  'customer.email': { sql: identity('email') },
  'customer.phone': { sql: identity('phone') },
}

/** Of tickets at rest only. */
const LISTS_ALONE: readonly ConditionPart[] = [{ target: 'ticket.dueAt', type: 'time', label: { ko: '티켓: 기한', en: 'Ticket: due' } }]

/** Of everything that conditions know, what lists can ask: the same question with the same words. Whether something changed only events can say. */
export function listParts(parts: Iterable<ConditionPart>): Map<string, ListPart> {
  const found = new Map<string, ListPart>()
  for (const { target, type, label, choices, choicesFrom } of [...parts, ...LISTS_ALONE]) {
    const column = COLUMNS[target]
    if (column) found.set(target, { target, type, label, ...(choices ? { choices } : {}), ...(choicesFrom ? { choicesFrom } : {}), column })
  }
  return found
}
