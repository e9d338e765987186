import type { Priority, Ticket, TicketState } from 'adapters-sdk'
import { readTags } from '../platform/index.js'

/** The columns of a ticket as they are stored. */
export interface TicketRow {
  id: number
  number: string
  subject: string
  state: TicketState
  priority: Priority
  channel: string
  inbox_id: number | null
  customer_id: number
  /** Whose it was before customers were merged; null: theirs. */
  own_customer_id: number | null
  group_id: number | null
  assignee_id: number | null
  intake_type_id: number | null
  handling_type_id: number | null
  tags: string
  solve_reason: string | null
  reopened: number
  follows_id: number | null
  merged_into_id: number | null
  merged_at: number | null
  version: number
  last_message_id: number | null
  created_at: number
  updated_at: number
  solved_at: number | null
  closed_at: number | null
  due_at: number | null
}

export function toTicket(row: TicketRow): Ticket {
  return {
    id: row.id,
    number: row.number,
    subject: row.subject,
    state: row.state,
    priority: row.priority,
    channel: row.channel,
    inboxId: row.inbox_id,
    customerId: row.customer_id,
    groupId: row.group_id,
    assigneeId: row.assignee_id,
    intakeTypeId: row.intake_type_id,
    handlingTypeId: row.handling_type_id,
    tags: readTags(row.tags),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
