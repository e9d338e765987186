import type { BuiltInPanel } from '../../runtime/built-in.js'

export const panels: readonly BuiltInPanel[] = [{ id: 'sla', slot: 'settings.page', permission: 'service', order: 25, title: { ko: '영업시간과 SLA', en: 'Business hours and SLA' }, load: () => import('./SlaPage.vue') }]
