import type { BuiltInPanel } from '../../runtime/built-in.js'

export const panels: readonly BuiltInPanel[] = [{ id: 'ticket-settings', slot: 'settings.page', permission: 'service', order: 45, title: { ko: '티켓 처리', en: 'Ticket handling' }, load: () => import('./TicketSettingsPage.vue') }]
