import { computed, type ComputedRef, type Ref } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'
import type { ConditionNode } from '../conditions/types.js'
import { FILTERS, filterOf, treeOf, type Filter, type FilterName } from './list-filter.js'
import { savedView } from './saved-views.js'
import { DEFAULT_SORT, SORTS, type ListSort } from './types.js'

export interface ListQuery {
  readonly filter: ComputedRef<Filter>
  readonly conditions: ComputedRef<ConditionNode | null>
  readonly sort: ComputedRef<ListSort>
  /** What a link to a ticket of the list carries on, so that the list stays as it is. */
  readonly kept: ComputedRef<LocationQueryRaw>
  /** For the API, without the page. */
  readonly counted: ComputedRef<string>
  readonly listed: ComputedRef<string>
  setFilter(name: FilterName, values: readonly string[]): void
  clear(): void
  setSort(sort: ListSort): void
  goTo(cursor: string | null): void
}

/** Everything that makes a list what it is stands in the URL: a link or a reload leads to the same one. */
export function useListQuery(view: Ref<string>): ListQuery {
  const route = useRoute()
  const router = useRouter()
  const filter = computed(() => filterOf(route.query))
  const conditions = computed(() => treeOf(filter.value))
  const asked = computed(() => SORTS.find((one) => one === route.query['sort']))
  const sort = computed(() => asked.value ?? savedView(view.value)?.sort ?? DEFAULT_SORT)
  const cursor = computed(() => (typeof route.query['at'] === 'string' ? route.query['at'] : null))
  const counted = computed(() => `view=${view.value}${conditions.value ? `&filter=${encodeURIComponent(JSON.stringify(conditions.value))}` : ''}`)
  const change = (query: LocationQueryRaw) => void router.replace({ query: { ...route.query, at: undefined, ...query } })
  return {
    filter,
    conditions,
    sort,
    kept: computed(() => Object.fromEntries([...FILTERS, 'sort', 'at'].flatMap((name) => (route.query[name] ? [[name, route.query[name]]] : [])))),
    counted,
    listed: computed(() => `${counted.value}${asked.value ? `&sort=${asked.value}` : ''}${cursor.value ? `&cursor=${encodeURIComponent(cursor.value)}` : ''}`),
    setFilter: (name, values) => change({ [name]: values.join(',') || undefined }),
    clear: () => change(Object.fromEntries(FILTERS.map((name) => [name, undefined]))),
    setSort: (next) => change({ sort: next }),
    goTo: (next) => void router.push({ query: { ...route.query, at: next ?? undefined } }),
  }
}
