import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [{ path: 'me', name: 'personal', component: () => import('./PersonalPage.vue') }]
