import type { Params, Priority, TicketState } from 'adapters-sdk'
import type { ScopedDb } from '../tenancy/index.js'

/** What tickets are, beside what they say. `null` in a list: none. */
export interface TicketFilter {
  readonly states?: readonly TicketState[] | undefined
  readonly priorities?: readonly Priority[] | undefined
  readonly channels?: readonly string[] | undefined
  readonly groups?: readonly (number | null)[] | undefined
  readonly assignees?: readonly (number | null)[] | undefined
  readonly intakeTypes?: readonly (number | null)[] | undefined
  readonly handlingTypes?: readonly (number | null)[] | undefined
  readonly createdFrom?: number | undefined
  readonly createdTo?: number | undefined
}

interface FilterCondition { readonly condition: string; readonly params: Params; /** Tickets beyond cannot meet it: ids grow with time. */ readonly newestId: number | null; readonly oldestId: number }

/** The filter as a condition on `{ticket} t`. The spam box is looked into only when it is asked for. */
export async function conditionOf(db: ScopedDb, filter: TicketFilter): Promise<FilterCondition> {
  const params: Record<string, Params[string]> = {}
  const conditions: string[] = [filter.states ? 't.state in (:states)' : "t.state <> 'spam'"]
  if (filter.states) params['states'] = filter.states
  const oneOf = (column: string, name: string, values: readonly (string | number | null)[] | undefined): void => {
    if (!values) return
    params[name] = values.filter((value) => value !== null)
    conditions.push(values.includes(null) ? `(${column} in (:${name}) or ${column} is null)` : `${column} in (:${name})`)
  }
  oneOf('t.priority', 'priorities', filter.priorities)
  oneOf('t.channel', 'channels', filter.channels)
  oneOf('t.group_id', 'groups', filter.groups)
  oneOf('t.assignee_id', 'assignees', filter.assignees)
  oneOf('t.intake_type_id', 'intakeTypes', filter.intakeTypes && (await withBelow(db, filter.intakeTypes)))
  oneOf('t.handling_type_id', 'handlingTypes', filter.handlingTypes && (await withBelow(db, filter.handlingTypes)))
  let newestId: number | null = null
  let oldestId = 0
  if (filter.createdFrom !== undefined) {
    params['createdFrom'] = filter.createdFrom
    conditions.push('t.created_at >= :createdFrom')
    const row = await db.one<{ id: number }>('select t.id from {ticket} t where t.created_at >= :createdFrom order by t.created_at, t.id limit 1', params)
    oldestId = row?.id ?? Number.MAX_SAFE_INTEGER
  }
  if (filter.createdTo !== undefined) {
    params['createdTo'] = filter.createdTo
    conditions.push('t.created_at <= :createdTo')
    const row = await db.one<{ id: number }>('select t.id from {ticket} t where t.created_at <= :createdTo order by t.created_at desc, t.id desc limit 1', params)
    newestId = row?.id ?? 0
  }
  return { condition: conditions.join(' and '), params, newestId, oldestId }
}

/** A category stands for everything below it. */
async function withBelow(db: ScopedDb, ids: readonly (number | null)[]): Promise<(number | null)[]> {
  const roots = ids.filter((id) => id !== null)
  const rows = await db.all<{ id: number }>(
    'with recursive below (id) as (select k.id from {ticket_category} k where k.id in (:roots) union select c.id from {ticket_category} c join below b on c.parent_id = b.id) select w.id from below w',
    { roots },
  )
  return [...rows.map((row) => row.id), ...(ids.includes(null) ? [null] : [])]
}
