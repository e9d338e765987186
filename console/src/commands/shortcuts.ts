/**
 * Every key that does something in the console; the overview is drawn from it. `typing`: works while one types.
 * `local`: only where one is, which listens to it itself.
 */
export const SHORTCUTS = {
  commands: { group: 'everywhere', keys: 'Mod+k', typing: true },
  overview: { group: 'everywhere', keys: '?' },
  undo: { group: 'everywhere', keys: 'z' },
  search: { group: 'everywhere', keys: '/' },
  leave: { group: 'everywhere', keys: 'Escape', typing: true },
  next: { group: 'list', keys: 'n' },
  create: { group: 'list', keys: 'c' },
  down: { group: 'list', keys: 'j' },
  up: { group: 'list', keys: 'k' },
  choose: { group: 'list', keys: 'x' },
  open: { group: 'list', keys: 'Enter', local: true },
  take: { group: 'ticket', keys: 't' },
  reply: { group: 'ticket', keys: 'r' },
  comment: { group: 'ticket', keys: 'm' },
  internal: { group: 'ticket', keys: 'i' },
  handOver: { group: 'ticket', keys: 'a' },
  follow: { group: 'ticket', keys: 'f' },
  tags: { group: 'ticket', keys: '#' },
  merge: { group: 'ticket', keys: 'g' },
  link: { group: 'ticket', keys: 'l' },
  why: { group: 'ticket', keys: 'y' },
  back: { group: 'ticket', keys: 'u' },
  template: { group: 'composer', keys: 'p' },
  attach: { group: 'composer', keys: 'b' },
  send: { group: 'composer', keys: 'Mod+Enter', typing: true, local: true },
  hold: { group: 'composer', keys: 'Mod+Shift+Enter', typing: true, local: true },
} as const satisfies Record<string, { readonly group: string; readonly keys: string; readonly typing?: boolean; readonly local?: boolean }>

export type Shortcut = keyof typeof SHORTCUTS
export const SHORTCUT_GROUPS = ['everywhere', 'list', 'ticket', 'composer'] as const
export const shortcutsOf = (group: (typeof SHORTCUT_GROUPS)[number]) => (Object.keys(SHORTCUTS) as Shortcut[]).filter((shortcut) => SHORTCUTS[shortcut].group === group)
