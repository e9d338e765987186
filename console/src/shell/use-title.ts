import { toValue, watchEffect, type MaybeRefOrGetter } from 'vue'
import { currentService } from '../session/session.js'

/** The tab's title: what is open, and in which service. */
export function useTitle(title: MaybeRefOrGetter<string>): void {
  watchEffect(() => {
    document.title = [toValue(title), currentService.value?.name, 'OpenContact'].filter(Boolean).join(' · ')
  })
}
