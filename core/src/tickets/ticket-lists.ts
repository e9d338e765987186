import { type Params } from 'adapters-sdk'
import { decodeCursor, pageOf } from '../http/index.js'
import { currentScope, type ScopedDb } from '../tenancy/index.js'

export const VIEWS = ['all', 'unassigned', 'group', 'in_progress', 'on_hold', 'solved', 'closed', 'spam'] as const
export type View = (typeof VIEWS)[number]

export interface TicketListItem {
  readonly number: string
  readonly subject: string
  readonly state: string
  readonly priority: string
  readonly channel: string
  readonly group: { readonly id: number; readonly name: string } | null
  readonly assignee: { readonly id: number; readonly name: string } | null
  readonly intakeType: { readonly id: number; readonly name: string } | null
  readonly handlingType: { readonly id: number; readonly name: string } | null
  readonly customer: { readonly number: string; readonly name: string }
  readonly createdAt: string
  readonly updatedAt: string
  /** The next deadline that is not kept yet. */
  readonly dueAt: string | null
}

interface ListRow {
  id: number; number: string; subject: string; state: string; priority: string; channel: string; created_at: number; updated_at: number; due_at: number | null
  group_id: number | null; group_name: string | null; assignee_id: number | null; assignee_name: string | null; customer_number: string; customer_name: string
  intake_type_id: number | null; intake_type_name: string | null; handling_type_id: number | null; handling_type_name: string | null
}

/** A ticket of a list with its id, for whoever asks for more about it. */
export interface FoundTicket { readonly id: number; readonly item: TicketListItem }

/** What each view holds (TKT-4); in_progress to closed are the asking member's own. */
const CONDITION: Record<View, string> = {
  all: "t.state <> 'spam'",
  unassigned: "t.state = 'unassigned'",
  group: "t.state <> 'spam' and t.group_id in (select k.group_id from {agent_group_member} k where k.member_id = :me)",
  in_progress: "t.assignee_id = :me and t.state = 'in_progress'",
  on_hold: "t.assignee_id = :me and t.state = 'on_hold'",
  solved: "t.assignee_id = :me and t.state = 'solved'",
  closed: "t.assignee_id = :me and t.state = 'closed'",
  spam: "t.state = 'spam'",
}

const COLUMNS = `t.id, t.number, t.subject, t.state, t.priority, t.channel, t.created_at, t.updated_at, t.due_at, t.group_id, g.name as group_name,
  t.assignee_id, p.name as assignee_name, t.intake_type_id, i.name as intake_type_name, t.handling_type_id, h.name as handling_type_name, c.number as customer_number, c.name as customer_name`
const JOINS = 'left join {agent_group} g on g.id = t.group_id left join {member} p on p.id = t.assignee_id left join {ticket_category} i on i.id = t.intake_type_id left join {ticket_category} h on h.id = t.handling_type_id join {customer} c on c.id = t.customer_id'

/** The lists of tickets, newest change first. */
export class TicketLists {
  constructor(readonly db: ScopedDb) {}

  async page(view: View, limit: number, cursor: string | undefined): Promise<{ items: TicketListItem[]; next: string | null }> {
    const params: Record<string, Params[string]> = { me: currentScope().cause.actorId ?? 0, limit: limit + 1 }
    let after = ''
    if (cursor !== undefined) {
      const [updatedAt, id] = decodeCursor(cursor, 2)
      params['afterTime'] = updatedAt!
      params['afterId'] = id!
      after = 'and (t.updated_at, t.id) < (:afterTime, :afterId)'
    }
    const rows = await this.db.all<ListRow>(`select ${COLUMNS} from {ticket} t ${JOINS} where ${CONDITION[view]} ${after} order by t.updated_at desc, t.id desc limit :limit`, params)
    const page = pageOf(rows, limit, (row) => [row.updated_at, row.id])
    return { items: page.items.map(toItem), next: page.next }
  }

  /** The customer's other tickets, newest first. */
  async ofCustomer(customerId: number, exceptId: number): Promise<TicketListItem[]> {
    const rows = await this.db.all<ListRow>(`select ${COLUMNS} from {ticket} t ${JOINS} where t.customer_id = :customerId and t.id <> :exceptId order by t.id desc limit 20`, { customerId, exceptId })
    return rows.map(toItem)
  }

  /** Tickets that meet a condition on `t`, as lists show them. Condition and order are texts of ours. */
  async found(condition: string, order: string, limit: number, params: Params): Promise<FoundTicket[]> {
    const rows = await this.db.all<ListRow>(`select ${COLUMNS} from {ticket} t ${JOINS} where ${condition} order by ${order} limit :limit`, { ...params, limit })
    return rows.map((row) => ({ id: row.id, item: toItem(row) }))
  }

  async counts(): Promise<Record<View, number>> {
    const me = currentScope().cause.actorId ?? 0
    const rows = await Promise.all(VIEWS.map((view) => this.db.one<{ count: number }>(`select count(*) as count from {ticket} t where ${CONDITION[view]}`, { me })))
    return Object.fromEntries(VIEWS.map((view, index) => [view, rows[index]?.count ?? 0])) as Record<View, number>
  }
}

function toItem(row: ListRow): TicketListItem {
  return {
    number: row.number,
    subject: row.subject,
    state: row.state,
    priority: row.priority,
    channel: row.channel,
    group: row.group_id === null ? null : { id: row.group_id, name: row.group_name ?? '' },
    assignee: row.assignee_id === null ? null : { id: row.assignee_id, name: row.assignee_name ?? '' },
    intakeType: row.intake_type_id === null ? null : { id: row.intake_type_id, name: row.intake_type_name ?? '' },
    handlingType: row.handling_type_id === null ? null : { id: row.handling_type_id, name: row.handling_type_name ?? '' },
    customer: { number: row.customer_number, name: row.customer_name },
    createdAt: new Date(row.created_at).toISOString(),
    updatedAt: new Date(row.updated_at).toISOString(),
    dueAt: row.due_at === null ? null : new Date(row.due_at).toISOString(),
  }
}

