import type { BuiltInPanel } from '../../runtime/built-in.js'

export const panels: readonly BuiltInPanel[] = [{ id: 'categories', slot: 'settings.page', permission: 'service', order: 15, title: { ko: '카테고리', en: 'Categories' }, load: () => import('./CategoriesPage.vue') }]
