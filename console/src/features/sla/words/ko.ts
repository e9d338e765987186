/** 영업시간과 SLA의 모든 말. */
export const slaKo = {
  title: '영업시간과 SLA', text: '첫 응답과 해결의 기한을 영업시간 안에서 계산합니다. 저장하면 열린 티켓의 기한을 다시 계산합니다.', enabled: '기한 사용', enabledHint: '끄면 기한을 표시하지 않고 알리지 않습니다. 켜기 전에 접수된 티켓은 켠 때부터 계산합니다.',
  hours: '영업시간', hoursText: '{zone} 시간 기준입니다.', closed: '휴무', addHours: '시간 추가', addHoursOf: '{day} 시간 추가', removeHoursOf: '{day} {from} 시간 삭제', from: '시작', to: '끝', copyMonday: '월요일 시간을 평일에 복사',
  holidays: '휴일', korean: '대한민국 공휴일에 쉽니다', koreanHint: '대체공휴일과 임시공휴일을 포함합니다. {day}까지 알려져 있습니다.', coming: '다가오는 공휴일', own: '따로 정한 날', ownText: '창립기념일처럼 쉬는 날, 또는 시간이 다른 날입니다. 공휴일보다 먼저 적용합니다.', addDay: '날짜 추가', day: '날짜', dayName: '이름', dayPlaceholder: '예: 창립기념일', removeDay: '{name} 삭제', kind: '구분', kindClosed: '휴무', kindOpen: '시간 지정',
  targets: '기한 목표', targetsText: '접수유형이 같은 목표를 먼저, 그 안에서 우선순위가 같은 목표를 먼저 적용합니다.', addTarget: '목표 추가', removeTarget: '목표 {at} 삭제', anyType: '모든 접수유형', anyPriority: '모든 우선순위', intakeType: '접수유형', first: '첫 응답', solve: '해결', none: '없음', noTargets: '목표가 없으면 기한도 없습니다.', amountOf: '{what} 시간', unitOf: '{what} 단위', unit: { minutes: '분', hours: '시간' },
  pause: '보류 중에는 해결 기한을 멈춥니다', warnBefore: '기한 전 알림', warnUnit: '영업시간 기준 분 (0은 알리지 않음)',
  due: { running: '{time} 남음', late: '{time} 지남', label: '기한' }, why: '왜 이 기한인가', whyNone: '이 티켓에는 기한이 없습니다. 목표가 없거나 기한을 쓰지 않습니다.',
  state: { running: '진행 중', paused: '멈춤', kept: '지킴', missed: '넘김' }, promise: '목표: 영업시간 {time}', applied: '적용한 목표: {what}', spent: '멈추기 전에 쓴 영업시간 {time}', dueAt: '기한 {time}', doneAt: '완료 {time}', pausedText: '보류 중이어서 멈췄습니다. 다시 시작하면 남은 영업시간만큼 이어집니다.', dayClosed: '휴무', minutes: '{n}분', hoursShort: '{n}시간', hoursMinutes: '{h}시간 {m}분',
}
