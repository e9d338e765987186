import type { ErrorDefinition } from 'adapters-sdk'

export const ISSUE_ERRORS: Readonly<Record<string, ErrorDefinition>> = {
  'issues.ticket_not_found': {
    status: 404,
    title: { ko: '티켓을 찾을 수 없습니다.', en: 'There is no such ticket.' },
    remedy: { ko: '목록에서 티켓을 다시 선택하세요.', en: 'Choose the ticket from the list again.' },
  },
  'issues.target_not_in_use': {
    status: 409,
    title: { ko: '이관할 수 없는 서비스입니다.', en: 'Nothing can be transferred to this service.' },
    remedy: { ko: '사용 중인 이슈 관리 서비스를 선택하세요. 이용 정지되었거나 해지되었을 수 있습니다.', en: 'Choose an issue service in use. This one may be suspended or terminated.' },
  },
  'issues.intake_type_needed': {
    status: 422,
    title: { ko: '이관할 서비스의 접수유형을 선택해야 합니다.', en: 'The transfer needs an intake type of the issue service.' },
    remedy: { ko: '접수유형을 다시 선택하세요. 그사이 삭제되었을 수 있습니다.', en: 'Choose the intake type again. It may have been deleted meanwhile.' },
  },
  'issues.already_transferred': {
    status: 409,
    title: { ko: '이미 이관되어 답변을 기다리는 티켓입니다.', en: 'The ticket is transferred already and waits for its answer.' },
    remedy: { ko: '답변이 오면 다시 이관할 수 있습니다.', en: 'It can be transferred again when the answer has come.' },
  },
  'issues.wrong_state': {
    status: 409,
    title: { ko: '지금 상태에서는 이관할 수 없습니다.', en: 'The ticket cannot be transferred in its state.' },
    remedy: { ko: '티켓을 가져와 처리중으로 만든 다음 이관하세요.', en: 'Take or reopen the ticket first, then transfer it.' },
  },
}
