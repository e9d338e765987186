import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [{ path: 'search/:number?', name: 'search', component: () => import('./SearchPage.vue'), props: true, meta: { permission: 'tickets' } }]
