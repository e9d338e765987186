import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { useToast } from '../kit/toast.js'
import { newKey } from './api.js'
import { type ApiError } from './api-error.js'
import { asApiError } from './as-api-error.js'

export interface Action<A extends unknown[], T> {
  readonly busy: Ref<boolean>
  readonly error: ShallowRef<ApiError | null>
  /** Resolves to undefined when it failed; a second call while the first runs does nothing. */
  run(...args: A): Promise<T | undefined>
}

/**
 * Something the person does that writes. The same idempotency key is handed in until it succeeded, so that trying again after a lost
 * answer does it once. Failures without a field to stand beside become a toast unless `quiet`.
 */
export function useAction<A extends unknown[], T>(work: (key: string, ...args: A) => Promise<T>, options: { readonly quiet?: boolean; readonly handle?: (error: ApiError) => boolean } = {}): Action<A, T> {
  const toast = useToast()
  const busy = ref(false)
  const error = shallowRef<ApiError | null>(null)
  let key = newKey()
  let keyFor = ''

  async function run(...args: A): Promise<T | undefined> {
    if (busy.value) return undefined
    // Another content is another request: it must not be answered with the first one's result.
    const fingerprint = JSON.stringify(args)
    if (fingerprint !== keyFor) [key, keyFor] = [newKey(), fingerprint]
    busy.value = true
    error.value = null
    try {
      const result = await work(key, ...args)
      keyFor = ''
      return result
    } catch (cause) {
      const failure = asApiError(cause)
      // Only an answer that was lost may have had its effect; a refusal is final and the next try is a new request.
      if (failure.status !== 0) keyFor = ''
      error.value = failure
      if (!options.handle?.(failure) && !options.quiet) toast.error(failure.title, { detail: failure.remedy, code: failure.code })
      return undefined
    } finally {
      busy.value = false
    }
  }
  return { busy, error, run }
}
