/** 필드의 모든 말. */
export const fieldKo = {
  title: '필드', text: '접수유형에 따라 문의와 처리에 필요한 항목을 정합니다.', arrange: '필드 설정', manage: '필드 관리', sideLabel: '필드 구분', side: { customer: '고객 필드', agent: '상담원 필드' },
  sideText: { customer: '고객이 문의할 때 입력하고, 상담원이 티켓에서 볼 수 있는 항목입니다. 개인정보 수집 동의는 항상 맨 아래에 표시됩니다.', agent: '상담원이 티켓을 처리하면서 입력하는 항목입니다. 필수 항목을 채워야 해결할 수 있습니다.' },
  add: { customer: '고객 필드 추가', agent: '상담원 필드 추가' }, edit: '필드 수정', editOf: '{name} 수정', name: '항목명', namePlaceholder: '예: 계좌번호', kindLabel: '항목 유형', kindFixed: '이미 입력한 값이 맞지 않게 되므로 유형은 바꿀 수 없습니다.', code: '항목 코드', codeHint: '영문 소문자, 숫자, _ 로 씁니다. 답변과 트리거의 글에서 {code}(으)로 씁니다.', codeRule: '영문 소문자로 시작하고 영문 소문자, 숫자, _ 만 40자까지 쓸 수 있습니다.',
  options: '선택할 값', placeholder: '입력 예시', placeholderExample: '예) 123-1234-123456', help: '안내 문구', helpExample: '예: 계좌번호를 입력해주세요.', phone: '전화', phoneOnly: '전화 티켓에만 표시', phoneOnlyHint: '접수 채널이 전화인 티켓에서만 입력합니다.', preview: '미리보기', required: '필수', basic: '기본 필드', last: '항상 맨 아래', from: '{name}에서 정함', everyType: '전체 접수유형',
  typeHint: '위쪽 접수유형에 정한 항목은 아래쪽에도 표시됩니다.', addHere: '항목 넣기', noneToAdd: '필드 관리에서 항목을 먼저 추가하세요.', takeOff: '{name} 빼기', up: '{name} 위로', down: '{name} 아래로',
  kind: { text: '텍스트', long_text: '긴 텍스트', number: '숫자', date: '날짜', email: '이메일', drop_down: '드롭박스', radio: '라디오 버튼', checkbox: '체크박스', file: '파일', consent: '개인정보 수집 동의' },
  empty: { customer: '아직 고객 필드가 없습니다', agent: '아직 상담원 필드가 없습니다' }, emptyText: { customer: '예: 계좌번호, 주문번호, 개인정보 수집 동의. 추가한 뒤 필드 설정에서 접수유형에 넣으세요.', agent: '예: 환불 사유, 처리 금액. 추가한 뒤 필드 설정에서 접수유형에 넣으세요.' },
  deleteTitle: '{name} 필드를 삭제할까요?', deleteText: '모든 접수유형에서 빠집니다. 티켓 {tickets}건에 입력한 값은 그대로 남습니다.', deleted: '필드를 삭제했습니다.', deletedMark: '(삭제된 필드)', ofTicket: '입력 항목', agree: '동의합니다', agreed: '동의', domain: '이메일 도메인', typed: '직접입력',
  solveTitle: '필수 항목을 입력하세요', solveText: '아직 보내지 않았습니다. 입력하면 이어서 처리합니다.', solveGo: '저장하고 해결',
}
