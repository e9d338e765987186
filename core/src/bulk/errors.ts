import type { ErrorDefinition } from 'adapters-sdk'

export const bulkErrors: Readonly<Record<string, ErrorDefinition>> = {
  'bulk.not_found': { status: 404, title: { ko: '일괄 처리를 찾을 수 없습니다.', en: 'There is no such bulk action here.' }, remedy: { ko: '목록에서 티켓을 다시 선택해 처리하세요.', en: 'Choose the tickets again in the list.' } },
  'bulk.list_grew': { status: 409, title: { ko: '목록의 티켓이 {count}건으로 늘었습니다. 아직 처리하지 않았습니다.', en: 'The list has grown to {count} tickets. Nothing was done yet.' }, remedy: { ko: '건수를 확인하고 다시 누르세요.', en: 'Look at the number and confirm again.' } },
  'bulk.list_empty': { status: 409, title: { ko: '목록에 티켓이 없습니다.', en: 'The list holds no tickets any more.' }, remedy: { ko: '목록을 새로 고쳐 확인하세요.', en: 'Load the list again.' } },
  'bulk.too_many': { status: 400, title: { ko: '한 번에 {max}건까지 처리할 수 있습니다.', en: 'At most {max} tickets at once.' }, remedy: { ko: '필터로 목록을 좁히세요.', en: 'Narrow the list with filters.' } },
  'bulk.nothing_to_do': { status: 400, title: { ko: '바꿀 내용이 없습니다.', en: 'There is nothing to change.' }, remedy: { ko: '그룹, 담당자, 상태, 우선순위 가운데 하나를 고르세요.', en: 'Choose a group, an agent, a state or a priority.' } },
  'bulk.cannot_undo': { status: 409, title: { ko: '되돌릴 수 없는 일괄 처리입니다.', en: 'This bulk action cannot be undone.' }, remedy: { ko: '끝난 속성 변경만 되돌릴 수 있습니다. 보낸 답변은 되돌릴 수 없습니다.', en: 'Only changes can be undone, once they have ended; answers cannot.' } },
  'bulk.right_lost': { status: 403, title: { ko: '처리하는 사람의 권한이 없어졌습니다.', en: 'Whoever began it has lost the right.' }, remedy: { ko: '권한이 있는 상담원이 다시 처리하세요.', en: 'Somebody with the right must do it again.' } },
}
