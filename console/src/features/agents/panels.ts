import type { BuiltInPanel } from '../../runtime/built-in.js'

export const panels: readonly BuiltInPanel[] = [
  { id: 'agents', slot: 'settings.page', permission: 'service.agents', order: 10, title: { ko: '상담원', en: 'Agents' }, load: () => import('./AgentsPage.vue') },
  { id: 'groups', slot: 'settings.page', permission: 'service.agents', order: 11, title: { ko: '그룹', en: 'Groups' }, load: () => import('./GroupsPage.vue') },
]
