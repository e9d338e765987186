import type { BuiltInPanel } from '../../runtime/built-in.js'

export const panels: readonly BuiltInPanel[] = [{ id: 'intake', slot: 'settings.page', permission: 'service', order: 80, title: { ko: '수신 현황', en: 'Intake' }, load: () => import('./IntakePage.vue') }]
