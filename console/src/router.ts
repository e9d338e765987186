import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { routes as access } from './features/access/routes.js'
import { routes as organisation } from './features/organisation/routes.js'
import { routes as personal } from './features/personal/routes.js'
import { routes as search } from './features/search/routes.js'
import { routes as tickets } from './features/tickets/routes.js'
import { CONSOLE } from './runtime/built-in.js'
import { enterService, homeService, loadSession, session } from './session/session.js'
import { logInPage } from './session/log-in-page.js'
import { openWorkspace } from './session/workspace.js'

const plainLayout = () => import('./shell/PlainLayout.vue')
const panelPage = () => import('./runtime/PanelPage.vue')

const servicePages: RouteRecordRaw[] = [
  { path: '', name: 'service', component: () => import('./shell/ServiceHome.vue'), meta: { permission: 'console' } },
  ...tickets,
  { path: 'performance', component: plainLayout, children: [{ path: '', name: 'performance', component: () => import('./features/personal/PerformancePage.vue'), meta: { permission: 'console' } }] },
  ...search,
  { path: 'p', component: plainLayout, children: [{ path: ':plugin/:panel', name: 'panel', component: panelPage, props: (to) => ({ ...to.params, slotName: 'nav.page' }) }] },
  {
    path: 'settings',
    component: () => import('./features/settings/SettingsLayout.vue'),
    children: [
      { path: '', name: 'settings', component: () => import('./features/settings/SettingsHome.vue') },
      { path: ':panel', name: 'settings-page', component: panelPage, props: (to) => ({ ...to.params, plugin: CONSOLE, slotName: 'settings.page' }) },
      { path: ':plugin/:panel', name: 'settings-panel', component: panelPage, props: (to) => ({ ...to.params, slotName: 'settings.page' }) },
    ],
  },
]

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    ...access,
    { path: '/', name: 'home', component: () => import('./features/personal/NoService.vue'), beforeEnter: () => (homeService() ? { name: 'service', params: { service: homeService()!.code } } : true) },
    { path: '/', component: () => import('./shell/Shell.vue'), children: [{ path: 'me', component: plainLayout, children: personal }, ...organisation, { path: 's/:service', children: servicePages }] },
    { path: '/:rest(.*)*', name: 'not-found', component: () => import('./shell/NotFound.vue'), meta: { public: true } },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? {},
})

router.beforeEach(async (to) => {
  if (to.meta.public) return true
  if (!session.value && !(await loadSession())) return logInPage(to.fullPath)
  const asked = to.params.service
  const code = typeof asked === 'string' ? asked : homeService()?.code
  if (!code) return true
  if (!session.value!.services.some((one) => one.code === code)) return { name: 'not-found', params: { rest: to.path.slice(1).split('/') } }
  enterService(code)
  void openWorkspace(code)
  return true
})
