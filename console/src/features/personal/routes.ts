import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [{ path: '', name: 'personal', component: () => import('./PersonalPage.vue') }]
