import type { ErrorDefinition } from 'adapters-sdk'

export const bulkErrors: Readonly<Record<string, ErrorDefinition>> = {
  'bulk.not_found': { status: 404, title: { ko: '일괄 처리를 찾을 수 없습니다.', en: 'There is no such bulk action here.' }, remedy: { ko: '목록에서 티켓을 다시 선택해 처리하세요.', en: 'Choose the tickets again in the list.' } },
  'bulk.nothing_to_do': { status: 400, title: { ko: '바꿀 내용이 없습니다.', en: 'There is nothing to change.' }, remedy: { ko: '그룹, 담당자, 상태, 우선순위 가운데 하나를 고르세요.', en: 'Choose a group, an agent, a state or a priority.' } },
  'bulk.cannot_undo': { status: 409, title: { ko: '되돌릴 수 없는 일괄 처리입니다.', en: 'This bulk action cannot be undone.' }, remedy: { ko: '끝난 속성 변경만 되돌릴 수 있습니다. 보낸 답변은 되돌릴 수 없습니다.', en: 'Only changes can be undone, once they have ended; answers cannot.' } },
  'bulk.right_lost': { status: 403, title: { ko: '처리하는 사람의 권한이 없어졌습니다.', en: 'Whoever began it has lost the right.' }, remedy: { ko: '권한이 있는 상담원이 다시 처리하세요.', en: 'Somebody with the right must do it again.' } },
}
