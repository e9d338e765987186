import { getCurrentScope, onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef, type WatchSource } from 'vue'
import type { ApiError } from './api-error.js'
import { asApiError } from './as-api-error.js'

export interface Resource<T> {
  readonly data: ShallowRef<T | undefined>
  readonly error: ShallowRef<ApiError | null>
  /** True only while there is nothing to show yet. */
  readonly loading: Ref<boolean>
  /** Loads again; what is shown stays until the answer is there. */
  reload(): Promise<void>
}

/** Loads something, and again when one of `sources` changes; only the newest answer counts. */
export function useResource<T>(load: (signal: AbortSignal) => Promise<T>, sources?: WatchSource | WatchSource[]): Resource<T> {
  const data = shallowRef<T>()
  const error = shallowRef<ApiError | null>(null)
  const loading = ref(true)
  let running: AbortController | undefined

  async function reload(): Promise<void> {
    running?.abort()
    const mine = (running = new AbortController())
    try {
      const answer = await load(mine.signal)
      if (mine.signal.aborted) return
      data.value = answer
      error.value = null
    } catch (cause) {
      if (mine.signal.aborted) return
      error.value = asApiError(cause)
    } finally {
      if (!mine.signal.aborted) loading.value = false
    }
  }

  if (sources) {
    watch(sources, () => {
      data.value = undefined
      loading.value = true
      void reload()
    })
  }
  if (getCurrentScope()) onScopeDispose(() => running?.abort())
  void reload()
  return { data, error, loading, reload }
}
