import type { ErrorDefinition } from 'adapters-sdk'

export const triggerErrors: Readonly<Record<string, ErrorDefinition>> = {
  'trigger.not_found': {
    status: 404,
    title: { ko: '트리거를 찾을 수 없습니다.', en: 'There is no such trigger.' },
    remedy: { ko: '다른 관리자가 삭제했을 수 있습니다. 목록을 새로 고치세요.', en: 'Another manager may have deleted it. Load the list again.' },
  },
  'trigger.invalid': {
    status: 400,
    title: { ko: '트리거를 저장할 수 없습니다.', en: 'The trigger cannot be saved as it is.' },
    remedy: { ko: '표시된 조건과 결과를 고친 뒤 다시 저장하세요.', en: 'Correct the conditions and results named and save again.' },
  },
  'trigger.changed_meanwhile': {
    status: 409,
    title: { ko: '그 사이 다른 관리자가 이 트리거를 변경했습니다.', en: 'Another manager has changed this trigger meanwhile.' },
    remedy: { ko: '최신 내용을 불러와 다시 수정하세요.', en: 'Load it again and repeat your change.' },
  },
  'trigger.file_invalid': {
    status: 400,
    title: { ko: '파일을 가져올 수 없습니다. 아무것도 바뀌지 않았습니다.', en: 'The file cannot be imported. Nothing was changed.' },
    remedy: { ko: '표시된 줄을 고친 뒤 다시 가져오세요.', en: 'Correct the lines named and import it again.' },
  },
  'trigger.no_such_version': {
    status: 404,
    title: { ko: '트리거의 그 버전을 찾을 수 없습니다.', en: 'The trigger has no such version.' },
    remedy: { ko: '변경 이력을 새로 고친 뒤 다시 고르세요.', en: 'Load its history again and choose another.' },
  },
  'trigger.order_changed': {
    status: 409,
    title: { ko: '트리거 목록이 그 사이 변경되었습니다.', en: 'The list of triggers has changed meanwhile.' },
    remedy: { ko: '지금 순서를 확인하고 다시 옮기세요.', en: 'Look at the order as it is now, and move it once more.' },
  },
  'trigger.unknown_group': {
    status: 409,
    title: { ko: '할당할 그룹이 없습니다.', en: 'The group to assign to does not exist.' },
    remedy: { ko: '트리거의 결과에서 그룹을 다시 선택하세요.', en: 'Choose another group in the trigger.' },
  },
  'trigger.agent_not_in_group': {
    status: 409,
    title: { ko: '지정한 상담원이 [{group}] 그룹에 없습니다.', en: 'The named agent is not in {group}.' },
    remedy: { ko: '상담원을 그룹에 추가하거나 트리거의 결과를 고치세요.', en: 'Add the agent to the group, or correct the trigger.' },
  },
  'trigger.ticket_finished': {
    status: 409,
    title: { ko: '완료되었거나 스팸함에 있는 티켓은 변경할 수 없습니다.', en: 'The ticket is closed or in the spam box and can no longer be changed.' },
    remedy: { ko: '트리거에 티켓 상태 조건을 추가하세요.', en: 'Add a condition on the ticket state to the trigger.' },
  },
  'trigger.rehearsal_running': {
    status: 409,
    title: { ko: '이미 진행 중인 모의 실행이 있습니다.', en: 'A rehearsal is running already.' },
    remedy: { ko: '끝날 때까지 기다리거나 중지한 뒤 다시 시작하세요.', en: 'Wait until it ends, or stop it first.' },
  },
  'trigger.no_rehearsal': {
    status: 404,
    title: { ko: '모의 실행 결과를 찾을 수 없습니다.', en: 'There is no such rehearsal.' },
    remedy: { ko: '최근 결과만 보관합니다. 다시 실행하세요.', en: 'Only the newest are kept. Rehearse again.' },
  },
  'trigger.needs_assignee': {
    status: 409,
    title: { ko: '담당자가 없는 티켓은 이 상태로 변경할 수 없습니다.', en: 'A ticket without an assignee cannot have this state.' },
    remedy: { ko: '티켓 할당 결과를 먼저 두세요.', en: 'Put a result that assigns the ticket before this one.' },
  },
  'trigger.call_too_large': {
    status: 409,
    title: { ko: '호출할 본문이 너무 큽니다.', en: 'The body of the call is too large.' },
    remedy: { ko: '본문에 넣는 치환코드를 줄이세요. 256KB까지 보낼 수 있습니다.', en: 'Use fewer codes in the body: up to 256 KB can be sent.' },
  },
}
