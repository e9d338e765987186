import type { BuiltInPanel } from '../../runtime/built-in.js'

export const panels: readonly BuiltInPanel[] = [
  { id: 'triggers', slot: 'settings.page', permission: 'service', order: 20, title: { ko: '트리거', en: 'Triggers' }, load: () => import('./TriggersPage.vue') },
  { id: 'trigger-ledger', slot: 'settings.page', permission: 'service', order: 20, title: { ko: '트리거 기록', en: 'Trigger ledger' }, load: () => import('./ledger/LedgerPage.vue') },
]
