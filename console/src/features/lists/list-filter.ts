import type { LocationQuery } from 'vue-router'
import type { ConditionNode } from '../conditions/types.js'

export const FILTERS = ['state', 'assignee', 'group', 'channel', 'priority', 'since'] as const
export type FilterName = (typeof FILTERS)[number]
/** What was chosen on top of a list, by filter. */
export type Filter = Readonly<Record<FilterName, readonly string[]>>

export const DAYS = ['1', '7', '30'] as const
export const NOBODY = 'nobody'

/** The URL says which filter: `?state=on_hold,solved`. */
export function filterOf(query: LocationQuery): Filter {
  const chosen = (name: string) => (typeof query[name] === 'string' ? query[name].split(',').filter(Boolean) : [])
  return Object.fromEntries(FILTERS.map((name) => [name, chosen(name)])) as unknown as Filter
}

const TARGETS = { state: 'ticket.state', assignee: 'ticket.assignee', group: 'ticket.group', channel: 'ticket.channel', priority: 'ticket.priority' } as const

function conditionOf(name: FilterName, values: readonly string[]): ConditionNode {
  if (name === 'since') return { target: 'ticket.createdAt', op: 'within_days', value: Number(values[0]) }
  const target = TARGETS[name]
  const named = values.filter((value) => value !== NOBODY)
  const any: ConditionNode[] = [
    ...(named.length > 0 ? [{ target, op: 'any_of', value: named }] : []),
    ...(named.length < values.length ? [{ target, op: 'absent', value: null }] : []),
  ]
  return any.length === 1 ? any[0]! : { any }
}

/** The filter as conditions; null when nothing was chosen. */
export function treeOf(filter: Filter): ConditionNode | null {
  const all = FILTERS.filter((name) => filter[name].length > 0).map((name) => conditionOf(name, filter[name]))
  return all.length === 0 ? null : { all }
}
