import { onBeforeUnmount, onMounted, type Ref } from 'vue'
import { offerCommands } from '../../commands/offer-commands.js'
import { useShortcutCommand } from '../../commands/use-shortcut-command.js'
import { composing } from '../../i18n/composing.js'

/** Walks a list by keyboard: by its keys from anywhere, by the arrows inside it. Rows are what has `data-ticket`. */
export function useListKeys(list: Ref<HTMLElement | undefined>, choose: (number: string) => void): void {
  const rows = () => [...(list.value?.querySelectorAll<HTMLElement>('[data-ticket]') ?? [])]
  const focused = () => {
    const at = document.activeElement
    return list.value?.contains(at) ? (at?.closest('li, tr')?.querySelector<HTMLElement>('[data-ticket]') ?? null) : null
  }
  function step(by: 1 | -1): boolean {
    const all = rows()
    const row = focused()
    const here = row ? all.indexOf(row) : all.findIndex((one) => one.hasAttribute('aria-current'))
    const next = all[here < 0 ? (by > 0 ? 0 : all.length - 1) : here + by]
    next?.focus()
    next?.scrollIntoView({ block: 'nearest' })
    return next !== undefined
  }
  function chooseHere(): void {
    const row = focused() ?? rows().find((one) => one.hasAttribute('aria-current'))
    if (row) choose(row.dataset['ticket']!)
  }
  const shortcutCommand = useShortcutCommand()
  offerCommands(() => [shortcutCommand('down', () => step(1)), shortcutCommand('up', () => step(-1)), shortcutCommand('choose', chooseHere)])

  function onArrow(event: KeyboardEvent): void {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (!by || composing(event) || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !focused()) return
    if (step(by)) event.preventDefault()
  }
  onMounted(() => window.addEventListener('keydown', onArrow))
  onBeforeUnmount(() => window.removeEventListener('keydown', onArrow))
}
