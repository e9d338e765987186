import { computed, shallowRef } from 'vue'
import type { Category, List } from '../../api/types.js'
import { useApi } from '../../api/use-api.js'
import { debounced, useLive } from '../../live/use-live.js'
import { currentService } from '../../session/session.js'

const categories = shallowRef<readonly Category[]>([])
let loadedFor = ''

/** The intake and handling types of the service, in the order of their trees: read by everybody who works with tickets. */
export async function loadCategories(again = false): Promise<void> {
  const service = currentService.value?.code ?? ''
  if (!service || (loadedFor === service && !again)) return
  if (loadedFor !== service) categories.value = []
  loadedFor = service
  try {
    const { items } = await useApi().get<List<Category>>('/categories')
    if (loadedFor === service) categories.value = items
  } catch {
    // The choice is empty until the next time; what needs it says so itself.
    if (loadedFor === service) loadedFor = ''
  }
}

const loadAgain = debounced(() => void loadCategories(true))

export function useCategories() {
  void loadCategories()
  useLive('service', loadAgain)
  const byId = computed(() => new Map(categories.value.map((category) => [category.id, category])))
  const pathOf = (id: number | null): string[] => {
    const category = id === null ? undefined : byId.value.get(id)
    return category ? [...pathOf(category.parentId), category.name] : []
  }
  const optionsOf = (kind: Category['kind']) => categories.value.filter((category) => category.kind === kind).map((category) => ({ value: category.id, label: category.name, within: pathOf(category.parentId).join(' / ') }))
  return {
    categories,
    intakeTypes: computed(() => optionsOf('intake')),
    handlingTypes: computed(() => optionsOf('handling')),
    categoryName: (id: unknown) => byId.value.get(id as number)?.name ?? null,
  }
}
