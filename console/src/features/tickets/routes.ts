import type { RouteRecordRaw } from 'vue-router'
import { VIEWS } from './views.js'

export const routes: RouteRecordRaw[] = [{ path: `tickets/:view(${VIEWS.join('|')}|v\\d+)/:number?`, name: 'tickets', component: () => import('./TicketWorkspace.vue'), props: true, meta: { permission: 'tickets' } }]
