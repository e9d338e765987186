import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { asApiError } from '../../api/as-api-error.js'
import type { ApiError } from '../../api/api-error.js'
import type { List, TicketRow } from '../../api/types.js'
import { useApi } from '../../api/use-api.js'
import { debounced, useLive } from '../../live/use-live.js'
import { currentService } from '../../session/session.js'
import { touched } from './touched.js'
import type { View } from './views.js'

const PAGE = 25
const MARKED_MS = 4000

/** Numbers of rows that are new or changed against what was shown. */
export function freshNumbers(before: readonly TicketRow[], after: readonly TicketRow[]): string[] {
  const known = new Map(before.map((row) => [row.number, row.updatedAt]))
  return after.filter((row) => known.get(row.number) !== row.updatedAt).map((row) => row.number)
}

/** A view's tickets, page by page, kept true while it is looked at. */
export function useTicketList(view: Ref<View>) {
  const api = useApi()
  const rows = shallowRef<readonly TicketRow[]>()
  const next = ref<string | null>(null)
  const error = shallowRef<ApiError | null>(null)
  const loadingMore = ref(false)
  const fresh = ref(new Set<string>())
  const arrived = ref(0)
  let generation = 0

  /** Reads again as far as was read; what is shown stays until the answer is there. */
  async function load(mark: boolean): Promise<void> {
    const mine = ++generation
    const wanted = Math.max(PAGE, Math.min(rows.value?.length ?? 0, 100))
    try {
      const answer = await api.get<List<TicketRow>>(`/tickets?view=${view.value}&limit=${wanted}`)
      if (mine !== generation) return
      if (mark && rows.value) markFresh(rows.value, answer.items)
      rows.value = answer.items
      next.value = answer.next ?? null
      error.value = null
    } catch (cause) {
      if (mine === generation) error.value = asApiError(cause)
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

  async function more(): Promise<void> {
    if (!next.value || loadingMore.value || !rows.value) return
    loadingMore.value = true
    const mine = generation
    try {
      const answer = await api.get<List<TicketRow>>(`/tickets?view=${view.value}&limit=${PAGE}&cursor=${encodeURIComponent(next.value)}`)
      if (mine !== generation) return
      const known = new Set(rows.value.map((row) => row.number))
      rows.value = [...rows.value, ...answer.items.filter((row) => !known.has(row.number))]
      next.value = answer.next ?? null
    } catch (cause) {
      error.value = asApiError(cause)
    } finally {
      loadingMore.value = false
    }
  }

  watch([view, () => currentService.value?.code], () => {
    rows.value = undefined
    error.value = null
    arrived.value = 0
    void load(false)
  }, { immediate: true })
  const refresh = debounced(() => void load(true))
  watch(touched, refresh)
  useLive('tickets', refresh)
  onScopeDispose(() => generation++)

  return { rows, error, fresh, arrived, more, loadingMore, hasMore: computed(() => next.value !== null), reload: () => load(true) }
}
