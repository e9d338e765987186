import type { ErrorDefinition } from 'adapters-sdk'

export const contractErrors: Readonly<Record<string, ErrorDefinition>> = {
  'contract.ticket_always_on': {
    status: 409,
    title: { ko: '티켓은 끌 수 없습니다.', en: 'Tickets cannot be switched off.' },
    remedy: { ko: '티켓을 포함해 다시 선택하세요.', en: 'Choose again with tickets.' },
  },
  'contract.not_for_issues': {
    status: 409,
    title: { ko: '이슈 관리 서비스에서 쓸 수 없는 항목입니다.', en: 'An issue service cannot have one of these items.' },
    remedy: { ko: '상담 관리 서비스에서 선택하세요.', en: 'Choose it for a consultation service.' },
  },
  'contract.operator_only': {
    status: 403,
    title: { ko: '보안 서비스는 운영자만 바꿀 수 있습니다.', en: 'Only the operator of the installation can switch the security service.' },
    remedy: { ko: '운영자에게 요청하세요.', en: 'Ask the operator.' },
  },
  'contract.once_a_day': {
    status: 409,
    title: { ko: '계약은 하루에 한 번만 바꿀 수 있습니다.', en: 'A contract can be changed once a day.' },
    remedy: { ko: '{time}부터 다시 바꿀 수 있습니다({zone}).', en: 'It can be changed again from {time} ({zone}).' },
  },
}
