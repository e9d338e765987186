import { computed, onScopeDispose, shallowRef, type Component, type ComputedRef } from 'vue'
import type { RouteLocationRaw } from 'vue-router'
import type { Shortcut } from './shortcuts.js'

/** Something one can do or open from where one is. */
export interface Command {
  readonly id: string
  readonly label: string
  /** What it belongs to, shown beside it and found by. */
  readonly group?: string
  readonly icon?: Component
  /** The key that does it without the command bar. */
  readonly shortcut?: Shortcut
  readonly to?: RouteLocationRaw
  readonly run?: () => unknown
}

const offers = shallowRef<readonly ComputedRef<readonly Command[]>[]>([])

/** Offers commands for as long as the component lives: in the command bar, and by their keys. */
export function offerCommands(source: () => readonly Command[]): void {
  const offer = computed(() => {
    try {
      return source()
    } catch (error) {
      // A panel that breaks takes nobody else's commands with it.
      console.error(error)
      return []
    }
  })
  offers.value = [...offers.value, offer]
  onScopeDispose(() => (offers.value = offers.value.filter((one) => one !== offer)))
}

/** All that is offered, what is nearest first: the open ticket before its list, and that before the menu. */
export const offeredCommands: ComputedRef<readonly Command[]> = computed(() => {
  const all = [...offers.value].reverse().flatMap((offer) => offer.value)
  return all.filter(({ id }, at) => all.findIndex((one) => one.id === id) === at)
})
