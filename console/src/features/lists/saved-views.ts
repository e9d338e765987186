import { shallowRef, watch } from 'vue'
import type { List } from '../../api/types.js'
import { useApi } from '../../api/use-api.js'
import { debounced, useLive } from '../../live/use-live.js'
import { can, currentService } from '../../session/session.js'
import { touched } from '../tickets/touched.js'
import type { Count, SavedView } from './types.js'

/** Undefined until they are loaded. */
export const savedViews = shallowRef<readonly SavedView[]>()
export const savedCounts = shallowRef<ReadonlyMap<number, Count>>(new Map())

/** As the URL and the API name it. */
export const nameOf = (view: { readonly id: number }): string => `v${view.id}`
export const savedView = (name: string): SavedView | undefined => savedViews.value?.find((view) => nameOf(view) === name)

async function ask<T>(path: string, take: (answer: T) => void): Promise<void> {
  const service = currentService.value?.code
  if (!service || !can('tickets')) return
  const answer = await useApi().get<T>(path).catch(() => null)
  if (answer && service === currentService.value?.code) take(answer)
}
export const loadViews = (): Promise<void> => ask<List<SavedView>>('/ticket-views', ({ items }) => (savedViews.value = items))
const loadCounts = (): Promise<void> => (savedViews.value?.length ? ask<List<Count & { id: number }>>('/ticket-views/counts', ({ items }) => (savedCounts.value = new Map(items.map((one) => [one.id, one])))) : Promise.resolve())

/** Keeps views and their numbers true; called once, by the menu. */
export function keepSavedViews(): void {
  watch(
    () => currentService.value?.code,
    () => {
      savedViews.value = undefined
      savedCounts.value = new Map()
      void loadViews()
    },
    { immediate: true },
  )
  watch(savedViews, () => void loadCounts())
  const recount = debounced(() => void loadCounts(), 500)
  watch(touched, recount)
  useLive(() => (can('tickets') ? 'tickets' : null), recount)
  useLive(() => (can('tickets') ? 'service' : null), (event) => {
    if (event.name === 'view.changed' || event.name === 'agent.changed') void loadViews()
  })
}
