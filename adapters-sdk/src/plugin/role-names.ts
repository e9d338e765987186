import type { Localized } from './localized.js'
import type { Role } from './permissions.js'

/** As the console calls them. */
export const ROLE_NAMES: Readonly<Record<Role, Localized>> = {
  'manager.ticket': { ko: '관리자 · 티켓', en: 'Manager · tickets' },
  'manager.phone': { ko: '관리자 · 전화', en: 'Manager · phone' },
  'manager.chat': { ko: '관리자 · 채팅', en: 'Manager · chat' },
  'agent.ticket': { ko: '상담원 · 티켓', en: 'Agent · tickets' },
  'agent.phone': { ko: '상담원 · 전화', en: 'Agent · phone' },
  'agent.chat': { ko: '상담원 · 채팅', en: 'Agent · chat' },
  'callback.assign': { ko: '콜백 할당', en: 'Callback assignment' },
}
