import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef } from 'vue'
import { sayLive, useLive } from '../../live/use-live.js'
import { can, currentService, session } from '../../session/session.js'

export interface Person { readonly id: number; readonly name: string; readonly doing: 'viewing' | 'writing' }

/** Without a key press this long one is no longer writing. */
const WRITING_MS = 20_000

/** Who is on which ticket of the current service, oneself included. */
const people = shallowRef<Readonly<Record<string, readonly Person[]>>>({})
/** Where one is oneself. */
const here = ref<string | null>(null)
const writing = ref(false)
const hidden = ref(document.hidden)
document.addEventListener('visibilitychange', () => (hidden.value = document.hidden))

// A window that nobody sees shows nobody anything; an answer that was begun is still being written.
const where = computed(() => ({ number: hidden.value && !writing.value ? null : here.value, doing: writing.value ? ('writing' as const) : ('viewing' as const) }))
const say = () => sayLive({ type: 'present', ...where.value })

/** Hears who is where and says it of oneself; called once, by the shell. */
export function keepPresence(): void {
  watch(() => currentService.value?.code, () => (people.value = {}))
  watch(where, say)
  useLive(
    () => (can('tickets') ? 'presence' : null),
    ({ name, payload }) => {
      if (name === 'presence.changed') {
        const { number, people: now } = payload as unknown as { number: string; people: Person[] }
        people.value = { ...people.value, [number]: now }
      } else if (name === 'presence.all') {
        // The server's answer to whoever comes, or comes back: it does not know yet where.
        people.value = payload.tickets as Record<string, Person[]>
        if (here.value !== null) say()
      }
    },
  )
}

/** One looks at this ticket for as long as the component lives. */
export function bePresent(number: string): void {
  here.value = number
  onScopeDispose(() => {
    if (here.value === number) [here.value, writing.value] = [null, false]
  })
}

let still: ReturnType<typeof setTimeout> | undefined
export function markWriting(): void {
  clearTimeout(still)
  writing.value = true
  still = setTimeout(() => (writing.value = false), WRITING_MS)
}

/** It is sent. */
export function doneWriting(): void {
  clearTimeout(still)
  writing.value = false
}

/** The others on a ticket, whoever writes first. */
export function othersOn(number: () => string): ComputedRef<readonly Person[]> {
  return computed(() => (people.value[number()] ?? []).filter((person) => person.id !== session.value?.member.id).sort((a, b) => Number(b.doing === 'writing') - Number(a.doing === 'writing')))
}
