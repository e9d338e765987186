import { composing } from '../i18n/composing.js'

/** What was pressed, as the list of shortcuts writes it; null: nothing of ours. */
export function keysOf(event: KeyboardEvent): string | null {
  if (composing(event) || event.altKey) return null
  const mod = event.ctrlKey || event.metaKey
  const letter = letterOf(event)
  // Capitals come from Caps Lock as well, which is no other key.
  if (letter && event.shiftKey && !mod) return null
  return [mod && 'Mod', mod && event.shiftKey && 'Shift', letter ?? event.key].filter(Boolean).join('+')
}

/** With Korean switched on the key of t says ㅅ; its place on the keyboard is the same. */
function letterOf({ key, code }: KeyboardEvent): string | null {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase()
  return /^[ㄱ-ㅣ]$/.test(key) && /^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : null
}

const MAC = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '')

/** As printed on the keyboard: `Mod+k` → `Ctrl`, `K`. */
export function namesOf(keys: string): readonly string[] {
  return keys.split('+').map((key) => (key === 'Mod' ? (MAC ? '⌘' : 'Ctrl') : key === 'Escape' ? 'Esc' : /^[a-z]$/.test(key) ? key.toUpperCase() : key))
}
