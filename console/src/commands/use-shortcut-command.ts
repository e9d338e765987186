import { useI18n } from 'vue-i18n'
import type { Command } from './offer-commands.js'
import { SHORTCUTS, type Shortcut } from './shortcuts.js'

/** A command that has a key, called as in the overview of keys. */
export function useShortcutCommand(): (shortcut: Shortcut, run: () => unknown) => Command {
  const { t } = useI18n()
  return (shortcut, run) => ({ id: shortcut, label: t(`shortcut.what.${shortcut}`), group: t(`shortcut.group.${SHORTCUTS[shortcut].group}`), shortcut, run })
}
