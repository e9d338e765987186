import type { ContractItem, Localized } from 'adapters-sdk'

export const ITEM_NAMES: Readonly<Record<ContractItem, Localized>> = {
  ticket: { ko: '티켓', en: 'Tickets' },
  telticket: { ko: '전화', en: 'Phone' },
  chat: { ko: '채팅', en: 'Chat' },
  helpdoc: { ko: 'FAQ', en: 'FAQ' },
  endusermanagement: { ko: '고객정보관리', en: 'Customer information' },
  callback: { ko: '콜백', en: 'Callback' },
  knowledge: { ko: '지식관리', en: 'Knowledge base' },
  smssend: { ko: 'SMS 발송', en: 'SMS' },
  smssendingstatus: { ko: 'SMS 발송 현황', en: 'SMS statistics' },
  reinquiryrate: { ko: '재문의율', en: 'Re-inquiry rate' },
  electronicboard: { ko: '전광판', en: 'Wallboard' },
  security: { ko: '보안 서비스', en: 'Security' },
}
