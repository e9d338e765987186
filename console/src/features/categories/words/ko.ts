/** 카테고리 관리의 모든 말. */
export const categoryKo = {
  title: '카테고리', text: '접수유형은 문의할 때, 처리유형은 티켓을 처리할 때 고릅니다. 각각 5단계까지 나눌 수 있습니다.', intake: '접수유형', handling: '처리유형', excel: '엑셀 내려받기',
  add: { intake: '접수유형 추가', handling: '처리유형 추가' }, addBelow: '아래에 추가', addTo: '{name} 아래에 추가', name: '이름', namePlaceholder: '이름을 쓰고 Enter', nameHint: '50자까지. 글자, 숫자, 빈칸, _ 와 - 만 쓸 수 있습니다.',
  rename: '이름 변경', copyId: 'ID 복사', idCopied: '카테고리 ID를 복사했습니다.', actions: '{name} 작업', fold: '{name} 접기', unfold: '{name} 펼치기', foldAll: '모두 접기', unfoldAll: '모두 펼치기',
  helpCentre: '헬프센터 표시', helpCentreOf: '{name} 헬프센터 표시', helpCentreText: '켜면 헬프센터와 티켓에, 끄면 티켓에만 표시됩니다. 위쪽이 꺼져 있으면 아래쪽도 헬프센터에 표시되지 않습니다.',
  handle: '{name} 옮기기. 위아래 화살표로 순서를, 좌우 화살표로 단계를 바꿉니다.', moved: '{name}: {depth}단계 {at}번째로 옮겼습니다.', search: '카테고리 찾기', nothing: '찾은 카테고리가 없습니다', nothingText: '다른 말로 찾아 보세요. 초성으로도 찾을 수 있습니다.',
  empty: { intake: '아직 접수유형이 없습니다', handling: '아직 처리유형이 없습니다' }, emptyText: { intake: '예: 결제 / 무통장입금, 배송 / 배송 지연. 헬프센터에서 고객이 고르거나 트리거가 정합니다.', handling: '예: 환불 완료, 안내 완료. 상담원이 티켓을 처리하면서 고릅니다.' },
  deleteTitle: '{name} 카테고리를 삭제할까요?', deleteText: '아래 카테고리 {categories}개도 함께 삭제됩니다. 이미 이 카테고리가 붙은 티켓 {tickets}건에는 그대로 남습니다.', deleted: '카테고리를 삭제했습니다.', gone: '{path} (삭제됨)',
}
