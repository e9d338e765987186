import type { ErrorDefinition } from 'adapters-sdk'

export const fieldErrors: Readonly<Record<string, ErrorDefinition>> = {
  'fields.not_found': { status: 404, title: { ko: '필드를 찾을 수 없습니다.', en: 'There is no such field.' }, remedy: { ko: '다른 관리자가 삭제했을 수 있습니다. 목록을 새로 고치세요.', en: 'Another manager may have deleted it. Load the list again.' } },
  'fields.code_taken': { status: 409, title: { ko: '항목 코드 [{code}]를 이미 쓰고 있습니다.', en: 'The code {code} is in use already.' }, remedy: { ko: '다른 항목 코드를 입력하세요.', en: 'Choose another code.' } },
  'fields.no_options': { status: 400, title: { ko: '선택할 값이 없습니다.', en: 'There is nothing to choose from.' }, remedy: { ko: '선택할 값을 하나 이상, 서로 다르게 입력하세요.', en: 'Enter at least one option, each different.' } },
  'fields.consent_of_customers': { status: 400, title: { ko: '개인정보 수집 동의는 고객 필드로만 만들 수 있습니다.', en: 'Only customers can be asked for consent.' }, remedy: { ko: '고객 필드에서 추가하세요.', en: 'Add it to the customer fields.' } },
  'fields.changed_meanwhile': { status: 409, title: { ko: '그 사이 다른 관리자가 변경했습니다.', en: 'Another manager has changed this meanwhile.' }, remedy: { ko: '최신 내용을 불러와 다시 수정하세요.', en: 'Load it again and repeat your change.' } },
  'fields.invalid': { status: 422, title: { ko: '항목을 확인하세요: {names}', en: 'Check these fields: {names}' }, remedy: { ko: '표시된 항목을 고친 뒤 다시 보내세요. 입력한 내용은 남아 있습니다.', en: 'Correct the fields named and send again; what you entered is kept.' } },
}
