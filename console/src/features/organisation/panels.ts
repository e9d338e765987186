import type { BuiltInPanel } from '../../runtime/built-in.js'

export const panels: readonly BuiltInPanel[] = [
  { id: 'services', slot: 'organisation.page', permission: 'organisation', order: 10, title: { ko: '계약 서비스 현황', en: 'Services' }, load: () => import('./services/ServicesPage.vue') },
]
