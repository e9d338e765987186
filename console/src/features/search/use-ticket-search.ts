import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import type { ApiError } from '../../api/api-error.js'
import { asApiError } from '../../api/as-api-error.js'
import type { Answer } from '../../api/types.js'
import { useApi } from '../../api/use-api.js'
import { debounced, useLive } from '../../live/use-live.js'
import { currentService } from '../../session/session.js'
import { touched } from '../tickets/touched.js'
import { addressOf, isBlank, parametersOf, type Asked } from './asked.js'

type Page = Answer<'getApiSServiceSearch'>
export type Hit = Page['items'][number]

const PAGE = 25
/** A filter that lets few through is looked for further back by itself, but not for ever. */
const STEPS = 5
/** What changed is in the search within a second. */
const INDEXED_MS = 1000

/** What a search finds, page by page; nothing is asked for a blank one. */
export function useTicketSearch(asked: Ref<Asked>) {
  const api = useApi()
  const hits = shallowRef<readonly Hit[]>()
  const total = shallowRef<Answer<'getApiSServiceSearchCount'>>()
  const next = ref<string | null>(null)
  const partial = ref(false)
  const error = shallowRef<ApiError | null>(null)
  const loading = ref(false)
  let generation = 0

  async function load(from: string | null): Promise<void> {
    const mine = ++generation
    loading.value = true
    try {
      let cursor = from
      let page: Page | undefined
      for (let step = 0; step < STEPS && (page === undefined || (page.partial && page.items.length === 0)); step++) {
        page = await api.get<Page>(`/search?${parametersOf(asked.value, { sort: asked.value.sort, limit: String(PAGE), ...(cursor === null ? {} : { cursor }) })}`)
        if (mine !== generation) return
        cursor = page.next
      }
      const before = from === null ? [] : (hits.value ?? [])
      const known = new Set(before.map((hit) => hit.ticket.number))
      hits.value = [...before, ...page!.items.filter((hit) => !known.has(hit.ticket.number))]
      next.value = page!.next
      partial.value = page!.partial
      error.value = null
    } catch (cause) {
      if (mine === generation) error.value = asApiError(cause)
    } finally {
      if (mine === generation) loading.value = false
    }
  }

  async function count(): Promise<void> {
    const mine = generation
    const answer = await api.get<Answer<'getApiSServiceSearchCount'>>(`/search/count?${parametersOf(asked.value)}`).catch(() => undefined)
    if (mine === generation) total.value = answer
  }

  function begin(): void {
    generation++
    total.value = undefined
    if (isBlank(asked.value)) {
      loading.value = false
      hits.value = undefined
      next.value = null
      error.value = null
      return
    }
    void load(null)
    void count()
  }

  watch([() => JSON.stringify(addressOf(asked.value)), () => currentService.value?.code], begin, { immediate: true })
  // Only while the first page is all that is shown: who reads on is not thrown back.
  const refresh = debounced(() => {
    if (!isBlank(asked.value) && (hits.value?.length ?? 0) <= PAGE && !loading.value) {
      void load(null)
      void count()
    }
  }, INDEXED_MS)
  watch(touched, refresh)
  useLive('tickets', refresh)
  onScopeDispose(() => generation++)

  return { hits, total, error, loading, partial, hasMore: computed(() => next.value !== null), more: () => (next.value === null || loading.value ? Promise.resolve() : load(next.value)), reload: begin }
}
