import type { Permission } from 'adapters-sdk'

/** The console's own menus of a service; plugins add theirs as panels. */
export const MENUS: readonly { readonly id: string; readonly titleKey: string; readonly path: string; readonly permission: Permission }[] = [
  { id: 'tickets', titleKey: 'menu.tickets', path: '/tickets', permission: 'tickets' },
  { id: 'agents', titleKey: 'menu.agents', path: '/settings/agents', permission: 'service.agents' },
  { id: 'triggers', titleKey: 'menu.triggers', path: '/settings/triggers', permission: 'service' },
  { id: 'intake', titleKey: 'menu.intake', path: '/settings/intake', permission: 'service' },
  { id: 'plugins', titleKey: 'menu.plugins', path: '/settings/plugins', permission: 'service' },
]
