import type { BuiltInPanel } from '../../runtime/built-in.js'

export const panels: readonly BuiltInPanel[] = [
  { id: 'services', slot: 'organisation.page', permission: 'organisation', order: 10, title: { ko: '계약 서비스 현황', en: 'Services' }, load: () => import('./services/ServicesPage.vue') },
  { id: 'admins', slot: 'organisation.page', permission: 'organisation', order: 50, title: { ko: '조직 관리자', en: 'Organisation admins' }, load: () => import('./admins/AdminsPage.vue') },
  { id: 'permission-log', slot: 'organisation.page', permission: 'organisation', order: 70, title: { ko: '권한 변경 로그 관리', en: 'Permission changes' }, load: () => import('./permission-log/PermissionLogPage.vue') },
  { id: 'billing', slot: 'organisation.page', permission: 'organisation', order: 15, title: { ko: '요금 현황', en: 'Billing' }, load: () => import('./billing/BillingPage.vue') },
  { id: 'prices', slot: 'organisation.page', permission: 'organisation', order: 16, title: { ko: '가격표', en: 'Prices' }, load: () => import('./billing/PricesPage.vue') },
  { id: 'data', slot: 'organisation.page', permission: 'organisation', order: 20, title: { ko: '조직 정보', en: 'Organisation data' }, load: () => import('./data/DataPage.vue') },
  { id: 'branding', slot: 'organisation.page', permission: 'organisation', order: 30, title: { ko: '로고와 색상', en: 'Logo and colour' }, load: () => import('./branding/BrandingPage.vue') },
]
