import type { RouteRecordRaw } from 'vue-router'
import { CONSOLE } from '../../runtime/built-in.js'
import { session } from '../../session/session.js'

const panelPage = () => import('../../runtime/PanelPage.vue')

/** 전체 관리: belongs to the organisation, not to the service one is in. */
export const routes: RouteRecordRaw[] = [
  {
    path: 'organisation',
    component: () => import('./OrganisationLayout.vue'),
    beforeEnter: (to) => session.value?.member.organisationAdmin === true || { name: 'not-found', params: { rest: to.path.slice(1).split('/') } },
    children: [
      { path: '', name: 'organisation', redirect: { name: 'organisation-page', params: { panel: 'services' } } },
      { path: 'services/:code/contract', name: 'organisation-contract', component: () => import('./contract/ContractPage.vue'), props: true },
      { path: ':panel', name: 'organisation-page', component: panelPage, props: (to) => ({ ...to.params, plugin: CONSOLE, slotName: 'organisation.page' }) },
      { path: ':plugin/:panel', name: 'organisation-panel', component: panelPage, props: (to) => ({ ...to.params, slotName: 'organisation.page' }) },
    ],
  },
]
