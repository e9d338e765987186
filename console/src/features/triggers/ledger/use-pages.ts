import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { ApiError } from '../../../api/api-error.js'
import { asApiError } from '../../../api/as-api-error.js'

interface Page<T> { readonly items: readonly T[]; readonly next: string | null }
export interface Pages<T, P> {
  /** undefined: nothing loaded yet. */
  readonly items: ShallowRef<readonly T[] | undefined>
  /** The page that was loaded last, for what else it says. */
  readonly last: ShallowRef<P | undefined>
  readonly next: Ref<string | null>
  readonly error: ShallowRef<ApiError | null>
  readonly busy: Ref<boolean>
  /** From the beginning. */
  start(): Promise<void>
  more(): Promise<void>
  /** What is new stands above what was loaded, which stays. */
  refresh(): Promise<void>
}

/** Newest first, more on demand. */
export function usePages<T extends { readonly id: number }, P extends Page<T>>(load: (cursor: string | null, signal: AbortSignal) => Promise<P>): Pages<T, P> {
  const items = shallowRef<readonly T[]>()
  const last = shallowRef<P>()
  const next = ref<string | null>(null)
  const error = shallowRef<ApiError | null>(null)
  const busy = ref(false)
  let running: AbortController | undefined

  async function ask(cursor: string | null, take: (page: P) => void): Promise<void> {
    running?.abort()
    const mine = (running = new AbortController())
    busy.value = true
    try {
      const page = await load(cursor, mine.signal)
      if (mine.signal.aborted) return
      take(page)
      error.value = null
    } catch (cause) {
      if (!mine.signal.aborted) error.value = asApiError(cause)
    } finally {
      if (!mine.signal.aborted) busy.value = false
    }
  }
  function set(page: P): void {
    items.value = page.items
    last.value = page
    next.value = page.next
  }
  onScopeDispose(() => running?.abort())
  return {
    items, last, next, error, busy,
    async start() {
      items.value = undefined
      next.value = null
      await ask(null, set)
    },
    more: () =>
      ask(next.value, (page) => {
        items.value = [...(items.value ?? []), ...page.items]
        last.value = page
        next.value = page.next
      }),
    refresh: () =>
      ask(null, (page) => {
        const known = items.value ?? []
        const oldest = page.items.at(-1)
        const at = known.findIndex(({ id }) => id === oldest?.id)
        if (known.length === 0 && next.value === null) set(page)
        else if (at >= 0) items.value = [...page.items, ...known.slice(at + 1)]
        // Further back than the newest page: what came between is not known.
        else if (page.items.length > 0) set(page)
      }),
  }
}
