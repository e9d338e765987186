import type { ErrorDefinition } from 'adapters-sdk'

export const customerErrors: Readonly<Record<string, ErrorDefinition>> = {
  'customer.not_found': { status: 404, title: { ko: '고객을 찾을 수 없습니다.', en: 'There is no such customer.' }, remedy: { ko: '고객 고유번호를 확인하세요.', en: 'Check the customer’s number.' } },
  'customer.invalid_value': { status: 400, title: { ko: '형식에 맞지 않는 값입니다: {value}', en: 'This value is not of its kind: {value}' }, remedy: { ko: '이메일은 이름@도메인, 전화번호는 숫자로 입력하세요.', en: 'Write an email as name@domain, a phone number in digits.' } },
  'customer.too_many_values': { status: 409, title: { ko: '항목마다 {max}개까지 저장할 수 있습니다.', en: 'Each field keeps {max} values at most.' }, remedy: { ko: '쓰지 않는 값을 지운 뒤 다시 추가하세요.', en: 'Remove values that are no longer used, then add again.' } },
  'customer.value_in_use': { status: 409, title: { ko: '채널에서 고객을 알아보는 값은 지울 수 없습니다: {value}', en: 'Channels know the customer by this value, so it stays: {value}' }, remedy: { ko: '잘못 통합된 값이라면 통합을 취소하세요.', en: 'If a merge brought it here by mistake, undo the merge.' } },
  'customer.edited_meanwhile': { status: 412, title: { ko: '그사이 다른 사람이 고객 정보를 바꿨습니다.', en: 'Somebody else changed the customer meanwhile.' }, remedy: { ko: '지금 값을 확인한 뒤 다시 저장하세요. 입력한 값은 남아 있습니다.', en: 'Look at what it is now and save again. What you entered is kept.' } },
  'customer.same': { status: 400, title: { ko: '같은 고객끼리는 통합할 수 없습니다.', en: 'A customer cannot be merged with itself.' }, remedy: { ko: '다른 고객을 선택하세요.', en: 'Choose another customer.' } },
  'customer.merged_meanwhile': { status: 409, title: { ko: '그사이 다른 고객과 통합되었거나 통합이 취소되었습니다.', en: 'One of them was merged, or a merge undone, meanwhile.' }, remedy: { ko: '고객을 다시 조회한 뒤 진행하세요.', en: 'Look the customer up again, then go on.' } },
  'customer.not_merged': { status: 409, title: { ko: '통합된 고객이 아닙니다.', en: 'This customer is not merged with another.' }, remedy: { ko: '이미 통합이 취소되었을 수 있습니다. 화면을 새로 고치세요.', en: 'The merge may have been undone already. Load it again.' } },
}
