import type { BuiltInPanel } from '../../runtime/built-in.js'

export const panels: readonly BuiltInPanel[] = [{ id: 'plugins', slot: 'settings.page', permission: 'service', order: 90, title: { ko: '플러그인', en: 'Plugins' }, load: () => import('./PluginsPage.vue') }]
