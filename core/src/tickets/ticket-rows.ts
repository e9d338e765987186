import { fromJson, type Priority, type Ticket, type TicketState } from 'adapters-sdk'
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

/** A ticket with what was filled into its fields. */
export interface FilledTicketRow extends TicketRow { readonly fields: unknown }
type FieldCell = readonly [code: string, kind: string, text: string | null, number: number | null, file: number | null]

/** For the columns of a ticket `t`: its filled fields as one document. */
export function fieldCells(engine: 'sqlite' | 'postgres'): string {
  const [gather, cell] = engine === 'sqlite' ? ['json_group_array', 'json_array'] : ['json_agg', 'json_build_array']
  return `(select ${gather}(${cell}(c.code, c.kind, c.text_value, c.number_value, c.file_id)) from (select f.code, f.kind, v.text_value, v.number_value, v.file_id
    from {ticket_field_value} v join {ticket_field} f on f.id = v.field_id where v.ticket_id = t.id and f.deleted_at is null order by v.id) c) as fields`
}

function readFields(stored: unknown): Record<`field.${string}`, string | number | boolean | (string | number)[]> {
  const fields: Record<`field.${string}`, string | number | boolean | (string | number)[]> = {}
  for (const [code, kind, text, number, file] of stored === null ? [] : fromJson<readonly FieldCell[]>(stored)) {
    const before = fields[`field.${code}`]
    if (kind === 'checkbox' || kind === 'file') fields[`field.${code}`] = [...(Array.isArray(before) ? before : []), kind === 'file' ? file! : text!]
    else fields[`field.${code}`] = kind === 'consent' ? true : kind === 'number' ? number! : text!
  }
  return fields
}

export function toTicket(row: FilledTicketRow): Ticket {
  return {
    ...readFields(row.fields),
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
