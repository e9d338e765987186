import type { RouteRecordRaw } from 'vue-router'

const open = { public: true }

export const routes: RouteRecordRaw[] = [
  { path: '/setup', name: 'setup', component: () => import('./SetupPage.vue'), meta: open },
  { path: '/login', name: 'log-in', component: () => import('./LogInPage.vue'), meta: open },
  { path: '/password/forgot', name: 'forgot', component: () => import('./ForgotPage.vue'), meta: open },
  { path: '/password/reset', name: 'reset', component: () => import('./ResetPage.vue'), meta: open },
]
