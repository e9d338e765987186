import { computed, shallowRef, watch } from 'vue'
import { currentService } from '../../session/session.js'

const chosen = shallowRef<ReadonlySet<string>>(new Set())
watch(() => currentService.value?.code, () => clearSelection())

/** The numbers of the tickets chosen for something that is done to many at once; they stay chosen from page to page. */
export const selection = computed(() => chosen.value)

/** All that the open list holds, however many pages. */
const whole = shallowRef(false)
export const wholeList = computed(() => whole.value)
/** Whether a ticket is among what is chosen. */
export const isChosen = (number: string): boolean => whole.value || chosen.value.has(number)
export function selectWholeList(): void {
  whole.value = true
}

export function select(numbers: readonly string[], on: boolean): void {
  whole.value = false
  const next = new Set(chosen.value)
  for (const number of numbers) if (on) next.add(number)
  else next.delete(number)
  chosen.value = next
}
export function clearSelection(): void {
  whole.value = false
  chosen.value = new Set()
}
