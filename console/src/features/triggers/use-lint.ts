import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import { useApi } from '../../api/use-api.js'
import type { Finding } from '../../api/types.js'

/** What is still being filled in is no finding; saving says it by its field. */
const UNFINISHED = new Set(['missing_value', 'wrong_value', 'wrong_params', 'wait_missing'])
const PAUSE_MS = 400

/** TRG-7: what is wrong or doubtful with the trigger as it stands in the form, a moment after each change. */
export function useLint(draft: () => Readonly<Record<string, unknown>>, id: number | null): ShallowRef<readonly Finding[]> {
  const api = useApi()
  const findings = shallowRef<readonly Finding[]>([])
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: AbortController | undefined

  async function look(): Promise<void> {
    running?.abort()
    const mine = (running = new AbortController())
    try {
      const { findings: found } = await api.post<{ findings: Finding[] }>('/triggers/lint', { id, ...draft() }, { signal: mine.signal })
      if (!mine.signal.aborted) findings.value = found.filter(({ code }) => !UNFINISHED.has(code))
    } catch {
      // A form that cannot be read yet is looked at again after the next change.
    }
  }
  watch(
    () => JSON.stringify(draft()),
    () => {
      clearTimeout(timer)
      timer = setTimeout(() => void look(), PAUSE_MS)
    },
  )
  onScopeDispose(() => {
    clearTimeout(timer)
    running?.abort()
  })
  void look()
  return findings
}
