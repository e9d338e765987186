import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { List } from '../../../api/types.js'
import { useApi } from '../../../api/use-api.js'
import { useResource, type Resource } from '../../../api/use-resource.js'
import type { ComboboxOption } from '../../../kit/Combobox.vue'
import { debounced, useLive } from '../../../live/use-live.js'
import type { TriggerName } from './types.js'

/** All triggers that there are and were, to choose one. */
export function useTriggerNames(): { readonly names: Resource<List<TriggerName>>; readonly options: ComputedRef<ComboboxOption<number>[]> } {
  const { t } = useI18n()
  const api = useApi()
  const names = useResource((signal) => api.get<List<TriggerName>>('/trigger-names', { signal }))
  useLive('service', debounced(() => void names.reload()))
  const options = computed(() => (names.data.value?.items ?? []).map(({ id, title, state }) => ({ value: id, label: state === 'on' ? title : `${title} (${t(`ledger.states.${state}`)})` })))
  return { names, options }
}
