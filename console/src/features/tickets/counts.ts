import { shallowRef, watch } from 'vue'
import { useApi } from '../../api/use-api.js'
import { debounced, useLive } from '../../live/use-live.js'
import { can, currentService } from '../../session/session.js'
import { touched } from './touched.js'
import type { View } from './views.js'

export const counts = shallowRef<Partial<Record<View, number>>>({})

/** Keeps the numbers in the menu true; called once, by the shell. */
export function keepCounts(): void {
  const api = useApi()
  async function load(): Promise<void> {
    const service = currentService.value?.code
    if (!service || !can('tickets')) return
    const answer = await api.get<Record<View, number>>('/tickets/counts').catch(() => null)
    if (answer && service === currentService.value?.code) counts.value = answer
  }
  watch(
    () => currentService.value?.code,
    () => {
      counts.value = {}
      void load()
    },
    { immediate: true },
  )
  const reload = debounced(() => void load(), 250)
  watch(touched, reload)
  useLive(() => (can('tickets') ? 'tickets' : null), reload)
}
