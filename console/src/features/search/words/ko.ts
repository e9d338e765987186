/** Words of the search for tickets. */
export const searchKo = {
  title: '티켓 검색', words: '검색어', placeholder: '내용, 제목, 이름, 전화번호, 티켓 번호, 초성', fields: '검색 조건', any: '전체', clear: '조건 지우기', without: '{field} 조건 빼기', found: '{count}건', byAgent: '티켓 생성',
  startTitle: '무엇을 찾을까요?', startText: '낱말 몇 자면 됩니다. 초성(ㅂㅅ), 전화번호나 메일 주소의 일부, 티켓 번호로도 찾습니다. 여러 낱말은 모두 들어 있는 티켓을 찾습니다.',
  noneTitle: '찾은 티켓이 없습니다', noneText: '낱말을 줄이거나 조건을 바꿔 보세요. 스팸함은 상태를 스팸으로 고르면 찾습니다.', partial: '조건에 맞는 티켓이 드물어 여기까지만 찾았습니다. 더 오래된 티켓도 찾을 수 있습니다.', further: '더 오래된 티켓에서 찾기',
  sort: { label: '정렬', newest: '최신순', best: '관련도순' },
  in: { message: '메시지', file: '첨부파일', customer: '고객 정보' },
  field: { number: '티켓 번호', subject: '제목', customerName: '고객 이름', customerEmail: '이메일', customerPhone: '전화번호', customerId: '아이디', customerNumber: '고객 고유번호', state: '티켓상태', priority: '우선순위', group: '담당그룹', assignee: '담당자', channel: '채널', intakeType: '접수유형', handlingType: '처리유형', from: '생성일 (시작)', to: '생성일 (끝)' },
}
