import type { RouteRecordRaw } from 'vue-router'
import { logInPage } from '../../session/log-in-page.js'
import { loadSession, session } from '../../session/session.js'

const open = { public: true }

/** At the installation's address, and below an organisation's own. */
const both = (path: string, name: string, component: RouteRecordRaw['component']): RouteRecordRaw[] => [
  { path, name, component, meta: open } as RouteRecordRaw,
  { path: `/o/:organisation${path}`, name: `organisation-${name}`, component, meta: open } as RouteRecordRaw,
]

export const routes: RouteRecordRaw[] = [
  { path: '/setup', name: 'setup', component: () => import('./SetupPage.vue'), meta: open },
  { path: '/sign-up', name: 'sign-up', component: () => import('./SignUpPage.vue'), meta: open },
  ...both('/login', 'log-in', () => import('./LogInPage.vue')),
  ...both('/password/forgot', 'forgot', () => import('./ForgotPage.vue')),
  ...both('/password/reset', 'reset', () => import('./ResetPage.vue')),
  {
    // Any page of the console, with the organisation in front: its own members go on, others log in to it first.
    path: '/o/:organisation/:page(.*)*',
    component: () => import('./LogInPage.vue'),
    meta: open,
    beforeEnter: async (to) => {
      const organisation = String(to.params.organisation).toLowerCase()
      const page = `/${[to.params.page ?? []].flat().join('/')}${to.fullPath.slice(to.path.length)}`
      const own = (session.value ?? (await loadSession()))?.organisation.domain === organisation
      return own ? page : logInPage(page, organisation)
    },
  },
]
