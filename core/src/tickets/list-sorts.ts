import { z } from 'adapters-sdk'

/** What lists can be sorted by: a column of whole numbers that is never null, with an index behind it; equal ones are in order of arrival. */
const SORTS = {
  updatedAt: 't.updated_at',
  createdAt: 't.created_at',
  priority: 't.priority_rank',
  // Without a deadline: after all that have one. Written as its index is.
  dueAt: 'case when t.due_at is null then 8640000000000000 else t.due_at end',
} as const
type SortKey = keyof typeof SORTS

/** `-` before it: the greatest first. */
export const LIST_SORTS = (Object.keys(SORTS) as SortKey[]).flatMap((key) => [key, `-${key}`] as const)
export type ListSort = (typeof LIST_SORTS)[number]
export const DEFAULT_SORT: ListSort = '-updatedAt'

/** Many tickets are equal in these. */
const SHARED: readonly string[] = ['priority', 'dueAt'] satisfies SortKey[]

export function sortColumn(sort: ListSort): { readonly sql: string; readonly descending: boolean; readonly shared: boolean } {
  const descending = sort.startsWith('-')
  const key = (descending ? sort.slice(1) : sort) as SortKey
  return { sql: SORTS[key], descending, shared: SHARED.includes(key) }
}

/** What a list can show of a ticket; its subject always. */
export const LIST_COLUMNS = ['number', 'state', 'priority', 'customer', 'channel', 'group', 'assignee', 'intakeType', 'handlingType', 'tags', 'dueAt', 'createdAt', 'updatedAt'] as const
export type ListColumn = (typeof LIST_COLUMNS)[number]

/** Columns of a file in one parameter: `columns=number,state`. */
export const listColumns = z.string().max(300).default('').transform((text) => (text === '' ? [] : [...new Set(text.split(','))])).pipe(z.array(z.enum(LIST_COLUMNS)))
