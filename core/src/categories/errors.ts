import type { ErrorDefinition } from 'adapters-sdk'

export const categoryErrors: Readonly<Record<string, ErrorDefinition>> = {
  'categories.not_found': { status: 404, title: { ko: '카테고리를 찾을 수 없습니다.', en: 'There is no such category.' }, remedy: { ko: '다른 관리자가 삭제했을 수 있습니다. 목록을 새로 고치세요.', en: 'Another manager may have deleted it. Load the list again.' } },
  'categories.name_taken': { status: 409, title: { ko: '같은 위치에 [{name}] 카테고리가 이미 있습니다.', en: 'There is a category {name} in the same place already.' }, remedy: { ko: '다른 이름을 입력하세요.', en: 'Choose another name.' } },
  'categories.too_deep': { status: 409, title: { ko: '카테고리는 {max}단계까지 만들 수 있습니다.', en: 'Categories go down {max} levels at most.' }, remedy: { ko: '더 위쪽 카테고리를 고르세요.', en: 'Choose a category further up.' } },
  'categories.wrong_place': { status: 409, title: { ko: '그 위치로 옮길 수 없습니다.', en: 'The category cannot be moved there.' }, remedy: { ko: '목록을 새로 고친 뒤 다시 옮기세요. 카테고리를 자기 아래로 옮길 수는 없습니다.', en: 'Load the list again and repeat the move. A category cannot go below itself.' } },
  'categories.unknown_intake': { status: 409, title: { ko: '선택한 접수유형이 없습니다.', en: 'The intake type chosen does not exist.' }, remedy: { ko: '그 사이 삭제되었을 수 있습니다. 접수유형을 다시 선택하세요. 입력한 내용은 남아 있습니다.', en: 'It may have been deleted meanwhile. Choose another; what you entered is kept.' } },
  'categories.unknown_handling': { status: 409, title: { ko: '선택한 처리유형이 없습니다.', en: 'The handling type chosen does not exist.' }, remedy: { ko: '그 사이 삭제되었을 수 있습니다. 처리유형을 다시 선택하세요. 입력한 내용은 남아 있습니다.', en: 'It may have been deleted meanwhile. Choose another; what you entered is kept.' } },
}
