/** 티켓 목록과 저장한 보기의 모든 말. */
export const listKo = {
  filters: '필터', clear: '필터 지우기', any: '전체', nobody: '담당자 없음', lastDays: '최근 {n}일', values: '{name}: {values}', nothing: '조건에 맞는 티켓이 없습니다', nothingText: '필터를 줄이거나 지워 보세요.', emptyView: '이 보기에 해당하는 티켓이 없습니다', emptyViewText: '조건에 맞는 티켓이 생기면 새로고침하지 않아도 여기에 보입니다.',
  filter: { state: '상태', assignee: '담당자', group: '담당그룹', channel: '채널', priority: '우선순위', since: '접수' },
  sort: '정렬', sortedBy: '정렬: {name}', sorts: { '-updatedAt': '최근 변경순', 'updatedAt': '오래 변경 없는 순', '-createdAt': '최근 접수순', 'createdAt': '오래된 접수순', '-priority': '우선순위 높은 순', 'priority': '우선순위 낮은 순', 'dueAt': '기한 임박순', '-dueAt': '기한 먼 순' },
  excel: 'Excel로 내려받기', columns: '열', column: { subject: '제목', number: '번호', state: '상태', priority: '우선순위', customer: '고객', channel: '채널', group: '담당그룹', assignee: '담당자', intakeType: '접수유형', handlingType: '처리유형', dueAt: '기한', createdAt: '접수', updatedAt: '변경' },
  pages: '쪽 이동', previous: '이전 쪽', next: '다음 쪽', keys: 'j·k 이동, Enter 열기, x 선택', selectPage: '이 쪽 모두 선택', more: '{n}+',
  view: {
    title: '저장한 보기', add: '보기 추가', saveAs: '보기로 저장', edit: '보기 수정', name: '이름', namePlaceholder: '예: 오늘 할 긴급 티켓', audience: '함께 볼 사람', audiences: { private: '나만', group: '그룹', all: '모두' }, group: '그룹', conditions: '조건', conditionsText: '스팸함의 티켓은 보기에 나오지 않습니다.', sort: '정렬', columns: '보여 줄 열', preview: '미리 보기', matching: '{n}건', saved: '보기를 저장했습니다.', deleted: '보기를 삭제했습니다.', deleteTitle: '보기를 삭제할까요?', deleteText: '“{title}” 보기가 목록에서 사라집니다. 티켓은 그대로 남습니다.', up: '위로', down: '아래로', ownedBy: '{name} 님의 보기', broken: '없어진 항목이 조건에 있어 보여 줄 수 없습니다: {reason}', gone: '보기를 찾을 수 없습니다', goneText: '삭제되었거나 더는 함께 보지 않는 보기입니다. 메뉴에서 다른 목록을 여세요.',
  },
}
