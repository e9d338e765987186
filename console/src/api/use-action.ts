import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { useToast } from '../kit/toast.js'
import type { ApiError } from './api-error.js'
import { asApiError } from './as-api-error.js'

export interface Action<A extends unknown[], T> {
  readonly busy: Ref<boolean>
  readonly error: ShallowRef<ApiError | null>
  /** Resolves to undefined when it failed; a second call while the first runs does nothing. */
  run(...args: A): Promise<T | undefined>
}

/** Something the person does that writes. Failures become a toast unless `quiet`, or `handle` dealt with them. */
export function useAction<A extends unknown[], T>(work: (...args: A) => Promise<T>, options: { readonly quiet?: boolean; readonly handle?: (error: ApiError) => boolean } = {}): Action<A, T> {
  const toast = useToast()
  const busy = ref(false)
  const error = shallowRef<ApiError | null>(null)

  async function run(...args: A): Promise<T | undefined> {
    if (busy.value) return undefined
    busy.value = true
    error.value = null
    try {
      return await work(...args)
    } catch (cause) {
      const failure = asApiError(cause)
      error.value = failure
      if (!options.handle?.(failure) && !options.quiet) toast.error(failure.title, { detail: failure.remedy, code: failure.code })
      return undefined
    } finally {
      busy.value = false
    }
  }
  return { busy, error, run }
}
