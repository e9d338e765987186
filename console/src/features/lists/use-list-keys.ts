import { onBeforeUnmount, onMounted, type Ref } from 'vue'

const STEPS: Readonly<Record<string, number>> = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 }
const TYPING = 'input:not([type=checkbox]), textarea, select, [contenteditable=true], dialog, [role=menu]'

/** Walks a list by keyboard: j and k from anywhere but where one types, the arrows inside it; x chooses. Rows are what has `data-ticket`. */
export function useListKeys(list: Ref<HTMLElement | undefined>, choose: (number: string) => void): void {
  const rows = () => [...(list.value?.querySelectorAll<HTMLElement>('[data-ticket]') ?? [])]

  function onKey(event: KeyboardEvent): void {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    const at = event.target as HTMLElement
    const inside = list.value?.contains(at) ?? false
    if (at.closest(TYPING) || document.querySelector('dialog[open]') || (event.key.startsWith('Arrow') && !inside)) return
    const all = rows()
    const step = STEPS[event.key]
    const row = at.closest('li, tr')?.querySelector<HTMLElement>('[data-ticket]')
    const here = row ? all.indexOf(row) : all.findIndex((one) => one.hasAttribute('aria-current'))
    if (step !== undefined) {
      const next = all[here < 0 ? (step > 0 ? 0 : all.length - 1) : here + step]
      if (!next) return
      next.focus()
      next.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'x' && row) choose(row.dataset['ticket']!)
    else return
    event.preventDefault()
  }
  onMounted(() => window.addEventListener('keydown', onKey))
  onBeforeUnmount(() => window.removeEventListener('keydown', onKey))
}
