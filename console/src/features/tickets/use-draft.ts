import { onScopeDispose, ref, watch, type Ref } from 'vue'

const KEPT_MS = 30 * 24 * 3_600_000
const WAIT_MS = 500

/** A text that survives leaving, reloading and crashing: kept in this browser until it is sent. */
export function useDraft(key: string): { readonly html: Ref<string>; readonly saved: Ref<boolean>; clear(): void } {
  const name = `oc.draft.${key}`
  const html = ref(read(name))
  const saved = ref(html.value !== '')
  let timer: ReturnType<typeof setTimeout> | undefined
  const write = () => {
    clearTimeout(timer)
    if (html.value) localStorage.setItem(name, JSON.stringify({ html: html.value, at: Date.now() }))
    else localStorage.removeItem(name)
    saved.value = html.value !== ''
  }
  watch(html, () => {
    saved.value = false
    clearTimeout(timer)
    timer = setTimeout(write, WAIT_MS)
  })
  onScopeDispose(write)
  return {
    html,
    saved,
    clear: () => {
      html.value = ''
      write()
    },
  }
}

function read(name: string): string {
  try {
    const kept = JSON.parse(localStorage.getItem(name) ?? 'null') as { html: string; at: number } | null
    return kept && Date.now() - kept.at < KEPT_MS ? kept.html : ''
  } catch {
    return ''
  }
}
