/** 고객 정보의 모든 말. */
export const customerKo = {
  title: '고객', number: '고유번호', name: '이름', scheme: { email: '이메일', phone: '전화번호', handle: '계정', opaque: '식별값' },
  kind: { name: '이름', login: '아이디', email: '이메일', phone: '전화번호', userKey: '유저키' },
  edit: '변경', editTitle: '고객정보 변경', editText: '값을 여러 개 저장할 수 있습니다. 비워 두면 그 값을 지웁니다.', more: '{kind} 추가', nth: '{kind} {n}', known: '채널에서 고객을 알아보는 값이어서 지울 수 없습니다.', saved: '고객정보를 저장했습니다.', newer: '지금 저장된 값: {values}',
  merge: '통합', mergeTitle: '고객정보 통합', mergeText: '같은 사람인 고객을 찾아 선택하세요. 티켓과 연락처가 이 고객에 합쳐지고, 언제든지 통합을 취소할 수 있습니다.', find: '통합 대상 조회', findPlaceholder: '이름, 이메일, 전화번호, 아이디, 고유번호', finding: '조회 중', nobody: '찾은 고객이 없습니다', nobodyText: '다른 값으로 조회해 보세요.', found: '조회된 고객',
  appended: '이 고객에 추가되는 값', appendedTo: '{who} 님의 정보가 고객 {number}에 통합됩니다.', nothingOverwritten: '이미 있는 값은 그대로 남고, 서로 다른 값은 나란히 저장됩니다.', nothingNew: '새로 추가되는 값이 없습니다. 티켓과 연락처만 합쳐집니다.', mergedDone: '고객정보를 통합했습니다.',
  parts: '통합된 고객 {n}명', undo: '통합 취소', undoOf: '{number} 통합 취소', undoTitle: '통합을 취소할까요?', undoText: '{who} 고객이 다시 나뉩니다. 그 고객의 티켓과 연락처, 통합 뒤에 그 연락처로 들어온 문의도 함께 돌아갑니다.', undone: '통합을 취소했습니다.', noName: '이름 없음', prefilled: '고객정보에서 입력됨', tells: '고객정보와 연결', tellsHint: '비어 있으면 고객정보의 값을 넣어 보여 주고, 입력한 값은 고객정보에 추가합니다.', tellsNothing: '연결 안 함',
}
