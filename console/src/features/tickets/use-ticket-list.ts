import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { asApiError } from '../../api/as-api-error.js'
import type { ApiError } from '../../api/api-error.js'
import type { TicketRow } from '../../api/types.js'
import { useApi } from '../../api/use-api.js'
import { debounced, useLive } from '../../live/use-live.js'
import { currentService } from '../../session/session.js'
import type { Count, ListPage } from '../lists/types.js'
import type { ListQuery } from '../lists/use-list-query.js'
import { touched } from './touched.js'

const PAGE = 50
const MARKED_MS = 4000

/** Numbers of rows that are new or changed against what was shown. */
export function freshNumbers(before: readonly TicketRow[], after: readonly TicketRow[]): string[] {
  const known = new Map(before.map((row) => [row.number, row.updatedAt]))
  return after.filter((row) => known.get(row.number) !== row.updatedAt).map((row) => row.number)
}

/** A page of a list, kept true while it is looked at. */
export function useTicketList(query: ListQuery) {
  const api = useApi()
  const page = shallowRef<ListPage>()
  const count = shallowRef<Count>()
  const error = shallowRef<ApiError | null>(null)
  const loading = ref(false)
  const fresh = ref(new Set<string>())
  const arrived = ref(0)
  const rows = computed(() => page.value?.items)
  let generation = 0

  /** What is shown stays until the answer is there. */
  async function load(mark: boolean): Promise<void> {
    const mine = ++generation
    loading.value = true
    void api.get<Count>(`/tickets/count?${query.counted.value}`).then((answer) => mine === generation && (count.value = answer), () => undefined)
    try {
      const answer = await api.get<ListPage>(`/tickets?${query.listed.value}&limit=${PAGE}`)
      if (mine !== generation) return
      if (mark && rows.value) markFresh(rows.value, answer.items)
      page.value = answer
      error.value = null
    } catch (cause) {
      if (mine === generation) error.value = asApiError(cause)
    } finally {
      if (mine === generation) loading.value = false
    }
  }

  function markFresh(before: readonly TicketRow[], after: readonly TicketRow[]): void {
    const numbers = freshNumbers(before, after)
    arrived.value = after.filter((row) => !before.some((one) => one.number === row.number)).length
    fresh.value = new Set([...fresh.value, ...numbers])
    setTimeout(() => {
      fresh.value = new Set([...fresh.value].filter((number) => !numbers.includes(number)))
    }, MARKED_MS)
  }

  watch([query.counted, () => currentService.value?.code], () => {
    page.value = undefined
    count.value = undefined
  })
  watch([query.listed, () => currentService.value?.code], () => {
    error.value = null
    arrived.value = 0
    void load(false)
  }, { immediate: true })
  const refresh = debounced(() => void load(true))
  watch(touched, refresh)
  useLive('tickets', refresh)
  onScopeDispose(() => generation++)

  return { page, rows, count, error, loading, fresh, arrived, reload: () => load(true) }
}
