import { onBeforeUnmount, onMounted } from 'vue'
import { keysOf } from './keys-of.js'
import { offeredCommands } from './offer-commands.js'
import { SHORTCUTS } from './shortcuts.js'
import { singleKeys } from './single-keys.js'

const TYPING = 'input:not([type=checkbox], [type=radio], [type=file]), textarea, select, [contenteditable=true], [role=menu], [role=listbox]'

/** Runs the offered command whose key is pressed; called once, by the shell. */
export function useShortcuts(): void {
  function onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || document.querySelector('dialog[open]')) return
    const keys = keysOf(event)
    const command = keys === null ? undefined : offeredCommands.value.find(({ shortcut }) => shortcut && SHORTCUTS[shortcut].keys === keys)
    if (!command?.run) return
    const field = (event.target as HTMLElement).closest?.<HTMLInputElement>(TYPING)
    // Escape empties a search field first.
    if (command.shortcut === 'leave' && (!field || (field.type === 'search' && field.value))) return
    const { local, typing }: { readonly keys: string; readonly typing?: boolean; readonly local?: boolean } = SHORTCUTS[command.shortcut!]
    if (local || (!typing && (!singleKeys.value || field))) return
    event.preventDefault()
    void command.run()
  }
  onMounted(() => window.addEventListener('keydown', onKey))
  onBeforeUnmount(() => window.removeEventListener('keydown', onKey))
}
