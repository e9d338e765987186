import type { BuiltInPanel } from '../../runtime/built-in.js'

export const panels: readonly BuiltInPanel[] = [{ id: 'reply-templates', slot: 'settings.page', permission: 'service', order: 17, title: { ko: '답변 템플릿', en: 'Reply templates' }, load: () => import('./TemplatesPage.vue') }]
