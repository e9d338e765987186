import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import { savedView } from './saved-views.js'
import { COLUMNS, FIRST_COLUMNS, type ListColumn } from './types.js'

const keyOf = (view: string) => `oc.columns.${view}`

function stored(view: string): readonly ListColumn[] | null {
  const text = localStorage.getItem(keyOf(view))
  return text === null ? null : COLUMNS.filter((column) => text.split(',').includes(column))
}

/** The columns of a list: chosen in this browser, else the view's own, else the usual ones. */
export function useColumns(view: Ref<string>): { readonly columns: ComputedRef<readonly ListColumn[]>; toggle(column: ListColumn): void } {
  const chosen = ref(stored(view.value))
  watch(view, (name) => (chosen.value = stored(name)))
  const columns = computed(() => {
    const kept = savedView(view.value)?.columns
    return chosen.value ?? (kept?.length ? COLUMNS.filter((column) => kept.includes(column)) : FIRST_COLUMNS)
  })
  return {
    columns,
    toggle(column) {
      const next = COLUMNS.filter((one) => columns.value.includes(one) !== (one === column))
      localStorage.setItem(keyOf(view.value), next.join(','))
      chosen.value = next
    },
  }
}
