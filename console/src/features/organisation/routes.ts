import type { RouteRecordRaw } from 'vue-router'
import { CONSOLE } from '../../runtime/built-in.js'

const panelPage = () => import('../../runtime/PanelPage.vue')

/** 전체 관리: belongs to the organisation, not to the service one is in. */
export const routes: RouteRecordRaw[] = [
  {
    path: 'organisation',
    component: () => import('./OrganisationLayout.vue'),
    meta: { organisation: true },
    children: [
      { path: '', name: 'organisation', redirect: { name: 'organisation-page', params: { panel: 'services' } } },
      { path: 'services/:code/contract', name: 'organisation-contract', component: () => import('./contract/ContractPage.vue'), props: true },
      { path: ':panel', name: 'organisation-page', component: panelPage, props: (to) => ({ ...to.params, plugin: CONSOLE, slotName: 'organisation.page' }) },
      { path: ':plugin/:panel', name: 'organisation-panel', component: panelPage, props: (to) => ({ ...to.params, slotName: 'organisation.page' }) },
    ],
  },
]
