/** 답변 템플릿의 모든 말. */
export const templateKo = {
  title: '답변 템플릿', text: '자주 쓰는 답변을 미리 써 두고, 티켓에서 검색 코드로 바로 넣습니다.', list: '템플릿 등록', links: '템플릿 연결', add: '템플릿 추가', edit: '템플릿 수정', editOf: '{name} 수정', name: '템플릿 제목', body: '내용', code: '검색 코드', codeHint: '답변에서 /코드와 빈칸을 쓰면 들어갑니다.', codeRule: '영문자와 숫자로 20자까지 쓸 수 있습니다.', codes: '치환코드 넣기', codesHint: '고르면 쓰던 자리에 들어갑니다', linksHint: '연결하지 않으면 모든 티켓에서 고를 수 있습니다.', linkTo: '처리유형 연결', linkHere: '템플릿 연결', linkOf: '{name}에 템플릿 연결', unlink: '{name} 연결 삭제', noTypes: '카테고리에서 처리유형을 먼저 추가하세요.', uses: '사용 횟수', everyType: '모든 처리유형',
  find: '제목, 검색 코드', noneFound: '찾은 템플릿이 없습니다.', emptyTitle: '아직 템플릿이 없습니다', emptyText: '예: 환불 안내, 배송 지연 사과. 고객 이름이나 티켓 번호는 치환코드로 넣습니다.', deleteTitle: '{name} 템플릿을 삭제할까요?', deleteText: '이미 보낸 답변은 그대로입니다.', deleted: '템플릿을 삭제했습니다.',
  insert: '템플릿', insertHint: '템플릿 넣기 (/검색 코드)', insertGo: '넣기', preview: '이 티켓으로 미리보기', previewLater: '치환코드는 티켓을 생성할 때 채워집니다.', unknown: '알 수 없는 치환코드가 그대로 나갑니다: {codes}', emptyCodes: '이 티켓에 값이 없는 치환코드: {codes}',
}
