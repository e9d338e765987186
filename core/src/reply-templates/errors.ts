import type { ErrorDefinition } from 'adapters-sdk'

export const templateErrors: Readonly<Record<string, ErrorDefinition>> = {
  'templates.not_found': { status: 404, title: { ko: '템플릿을 찾을 수 없습니다.', en: 'There is no such template.' }, remedy: { ko: '다른 관리자가 삭제했을 수 있습니다. 목록을 새로 고치세요.', en: 'Another manager may have deleted it. Load the list again.' } },
  'templates.code_taken': { status: 409, title: { ko: '검색 코드 [{code}]를 이미 쓰고 있습니다.', en: 'The search code {code} is in use already.' }, remedy: { ko: '다른 검색 코드를 입력하세요.', en: 'Choose another search code.' } },
  'templates.changed_meanwhile': { status: 409, title: { ko: '그 사이 다른 관리자가 이 템플릿을 변경했습니다.', en: 'Another manager has changed this template meanwhile.' }, remedy: { ko: '최신 내용을 불러와 다시 수정하세요.', en: 'Load it again and repeat your change.' } },
}
