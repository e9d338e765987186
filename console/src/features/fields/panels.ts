import type { BuiltInPanel } from '../../runtime/built-in.js'

export const panels: readonly BuiltInPanel[] = [{ id: 'fields', slot: 'settings.page', permission: 'service', order: 16, title: { ko: '필드', en: 'Fields' }, load: () => import('./FieldsPage.vue') }]
