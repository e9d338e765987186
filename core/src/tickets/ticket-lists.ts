import { AppError, type Params } from 'adapters-sdk'
import { NO_CONDITIONS, type ConditionNode } from '../conditions/index.js'
import { decodeCursor, encodeCursor } from '../http/index.js'
import { readTags } from '../platform/index.js'
import type { ScopedDb } from '../tenancy/index.js'
import type { ListConditions } from './list-conditions.js'
import { DEFAULT_SORT, sortColumn, type ListSort } from './list-sorts.js'
import type { SavedViews } from './saved-views.js'

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
  readonly tags: readonly string[]
  /** It is part of another ticket. */
  readonly isPart: boolean
}

interface ListRow {
  id: number; sorted_by: number; number: string; subject: string; state: string; priority: string; channel: string; created_at: number; updated_at: number; due_at: number | null; tags: string; merged_into_id: number | null
  group_id: number | null; group_name: string | null; assignee_id: number | null; assignee_name: string | null; customer_number: string; customer_name: string
  intake_type_id: number | null; intake_type_name: string | null; handling_type_id: number | null; handling_type_name: string | null
}

/** A ticket of a list with its id, for whoever asks for more about it. */
export interface FoundTicket { readonly id: number; readonly item: TicketListItem }

/** Not part of another ticket. */
const STANDS = 't.merged_into_id is null'
const OWN = `t.state <> 'spam' and ${STANDS}`

/** What each view holds (TKT-4); in_progress to closed are the asking member's own. */
const CONDITION: Record<View, string> = {
  all: OWN,
  unassigned: `t.state = 'unassigned' and ${STANDS}`,
  group: `${OWN} and t.group_id in (select k.group_id from {agent_group_member} k where k.member_id = :me)`,
  // With what waits for an issue service, and what has come back from one.
  in_progress: `t.assignee_id = :me and t.state in ('in_progress', 'transfer_in_progress', 'transfer_answered') and ${STANDS}`,
  on_hold: `t.assignee_id = :me and t.state = 'on_hold' and ${STANDS}`,
  solved: `t.assignee_id = :me and t.state = 'solved' and ${STANDS}`,
  closed: `t.assignee_id = :me and t.state = 'closed' and ${STANDS}`,
  spam: "t.state = 'spam'",
}

const COLUMNS = `t.id, t.number, t.subject, t.state, t.priority, t.channel, t.created_at, t.updated_at, t.due_at, t.tags, t.merged_into_id, t.group_id, g.name as group_name,
  t.assignee_id, p.name as assignee_name, t.intake_type_id, i.name as intake_type_name, t.handling_type_id, h.name as handling_type_name, c.number as customer_number, c.name as customer_name`
const JOINS = 'left join {agent_group} g on g.id = t.group_id left join {member} p on p.id = t.assignee_id left join {ticket_category} i on i.id = t.intake_type_id left join {ticket_category} h on h.id = t.handling_type_id join {customer} c on c.id = t.customer_id'

/** A list as it is asked for: a fixed view or a kept one, narrowed by a filter. */
export interface ListQuery {
  readonly view: View | number
  readonly filter: ConditionNode
}
export interface PageQuery extends ListQuery {
  /** Without one: the kept view's own, else the newest change first. */
  readonly sort?: ListSort | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}
export interface ListPage { readonly items: TicketListItem[]; readonly next: string | null; readonly previous: string | null }

const MOST_COUNTED = 10_000
/** Of kept views, which may hold anything, the menu counts no further. */
const MOST_IN_MENU = 1000

/** The lists of tickets. */
export class TicketLists {
  constructor(
    readonly db: ScopedDb,
    readonly conditions: ListConditions,
    readonly views: SavedViews,
  ) {}

  /** A cursor is a place between two tickets of one sorting, and whether to look on or back from it. */
  async page({ view, filter, sort, limit, cursor }: PageQuery, manager: boolean): Promise<ListPage> {
    const params: Record<string, Params[string]> = {}
    const kept = typeof view === 'number' ? await this.views.definition(view, manager) : null
    const where = [await this.#where(view, kept?.conditions, params), ...(await this.#filtered(filter, params))]
    const { sql, descending, shared } = sortColumn(sort ?? kept?.sort ?? DEFAULT_SORT)
    const [back, value, id] = cursor === undefined ? [0] : decodeCursor(cursor, 3)
    const down = descending !== (back === 1)
    const order = down ? 'desc' : 'asc'
    const beyond = down ? '<' : '>'
    if (cursor !== undefined) Object.assign(params, { afterValue: value!, afterId: id! })
    // SQLite finds its way into the middle of equal ones only when they are asked for by themselves; Postgres then loses its way, and finds it otherwise.
    const apart = shared && this.db.engine === 'sqlite'
    const sorted = `${sql} ${order}, t.id ${order}`
    const parts: readonly (readonly [after: string, order: string])[] =
      cursor === undefined ? [['', sorted]] : apart ? [[`and ${sql} = :afterValue and t.id ${beyond} :afterId`, `t.id ${order}`], [`and ${sql} ${beyond} :afterValue`, sorted]] : [[`and (${sql}, t.id) ${beyond} (:afterValue, :afterId)`, sorted]]
    const rows: ListRow[] = []
    for (const [after, by] of parts) {
      if (rows.length > limit) break
      // The limit stands in the text: an unknown one would be planned as a tenth of the table.
      rows.push(...(await this.db.all<ListRow>(`select ${COLUMNS}, ${sql} as sorted_by from {ticket} t ${JOINS} where ${where.join(' and ')} ${after} order by ${by} limit ${limit + 1}`, params)))
    }
    const items = rows.slice(0, limit)
    if (back === 1) items.reverse()
    const more = rows.length > limit
    const place = (row: ListRow | undefined, direction: 0 | 1) => (row ? encodeCursor([direction, row.sorted_by, row.id]) : null)
    return {
      items: items.map(toItem),
      next: back === 1 || more ? place(items.at(-1), 0) : null,
      previous: back === 1 ? (more ? place(items[0], 1) : null) : cursor === undefined ? null : place(items[0], 1),
    }
  }

  /** How many tickets a list holds; far counts end early. */
  async count(query: ListQuery, manager: boolean): Promise<{ readonly count: number; readonly more: boolean }> {
    const { where, params } = await this.#held(query, manager)
    const row = await this.db.one<{ count: number }>(`select count(*) as count from (select t.id from {ticket} t where ${where} limit ${MOST_COUNTED + 1}) q`, params)
    const count = row?.count ?? 0
    return { count: Math.min(count, MOST_COUNTED), more: count > MOST_COUNTED }
  }

  /** The numbers of all tickets that a list holds, the oldest first; one more than `most` where there are more. */
  async numbers(query: ListQuery, most: number, manager: boolean): Promise<string[]> {
    const { where, params } = await this.#held(query, manager)
    return (await this.db.all<{ number: string }>(`select t.number from {ticket} t where ${where} order by t.id limit ${most + 1}`, params)).map((row) => row.number)
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

  /** One statement for all fixed views. */
  async counts(): Promise<Record<View, number>> {
    const row = await this.db.one<Record<View, number>>(`select ${VIEWS.map((view) => `(select count(*) from {ticket} t where ${CONDITION[view]}) as "${view}"`).join(', ')}`, { me: this.conditions.me })
    return row!
  }

  /** One statement for all kept views that one sees; what cannot be shown has no number. */
  async keptCounts(manager: boolean): Promise<{ readonly id: number; readonly count: number; readonly more: boolean }[]> {
    const params: Record<string, Params[string]> = {}
    const counted: { id: number; select: string }[] = []
    for (const { id, conditions } of await this.views.conditionsOf(manager)) {
      const compiled = await this.conditions.compile(conditions)
      if (compiled.defects.length > 0) continue
      counted.push({ id, select: `(select count(*) from (select t.id from {ticket} t where ${OWN} and ${compiled.clause(params, `view${id}x`)} limit ${MOST_IN_MENU}) q) as v${id}` })
    }
    if (counted.length === 0) return []
    const row = await this.db.one<Record<string, number>>(`select ${counted.map(({ select }) => select).join(', ')}`, params)
    return counted.map(({ id }) => ({ id, count: row![`v${id}`]!, more: row![`v${id}`]! >= MOST_IN_MENU }))
  }

  async #held({ view, filter }: ListQuery, manager: boolean): Promise<{ readonly where: string; readonly params: Params }> {
    const params: Record<string, Params[string]> = {}
    const kept = typeof view === 'number' ? (await this.views.definition(view, manager)).conditions : undefined
    return { where: [await this.#where(view, kept, params), ...(await this.#filtered(filter, params))].join(' and '), params }
  }

  async #where(view: View | number, kept: ConditionNode | undefined, params: Record<string, Params[string]>): Promise<string> {
    if (typeof view !== 'number') {
      if (CONDITION[view].includes(':me')) params['me'] = this.conditions.me
      return CONDITION[view]
    }
    const compiled = await this.conditions.compile(kept!)
    if (compiled.defects.length > 0) throw new AppError('ticket_view.broken')
    return `${OWN} and ${compiled.clause(params, 'view')}`
  }

  async #filtered(filter: ConditionNode, params: Record<string, Params[string]>): Promise<string[]> {
    const compiled = await this.conditions.compile(filter)
    if (compiled.defects.length > 0) throw new AppError('http.bad_input', {}, { errors: compiled.defects.map(({ path, detail }) => ({ path: `query.filter.${path}`, message: detail })) })
    return filter === NO_CONDITIONS ? [] : [compiled.clause(params, 'filter')]
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
    tags: readTags(row.tags),
    isPart: row.merged_into_id !== null,
  }
}

