/** 알림의 모든 말. */
export const noticeKo = {
  title: '알림', open: '알림', openUnread: '알림, 읽지 않음 {n}개', readAll: '모두 읽음', emptyTitle: '새 알림이 없습니다', emptyText: '티켓이 할당되거나, 고객이 답하거나, 코멘트에서 언급되면 여기에 표시합니다.', more: '이전 알림 더 보기', unread: '읽지 않음', browserTitle: '{service}', settings: '알림 설정',
  kind: { assigned: '나에게 할당되었습니다', assignedBy: '{who} 님이 나에게 할당했습니다', group: '내 그룹에 들어왔습니다', answered_customer: '고객이 답했습니다', answered_agent: '{who} 님이 고객에게 답했습니다', answered_note: '{who} 님이 코멘트를 남겼습니다', mentioned: '{who} 님이 나를 언급했습니다', sla_warning_first: '첫 응답 기한이 다가옵니다', sla_warning_solve: '해결 기한이 다가옵니다', sla_breached_first: '첫 응답 기한을 넘겼습니다', sla_breached_solve: '해결 기한을 넘겼습니다' },
  choices: { text: '무엇을 알릴지 고릅니다. 내가 한 일은 알리지 않습니다.', what: '알릴 일', bell: '종', mail: '메일', assigned: '나에게 할당됨', group: '내 그룹에 들어옴', answered: '내 티켓이나 팔로우하는 티켓에 답변, 코멘트가 옴', mentioned: '코멘트에서 나를 언급', deadline: '기한이 다가오거나 지남', mailHint: '1분 안에 읽지 않은 것만 메일로 보냅니다.', browser: '이 브라우저에서 화면 알림도 받기', browserHint: '다른 창을 보고 있을 때 알려 줍니다.', blocked: '브라우저가 알림을 막고 있습니다. 브라우저의 사이트 설정에서 허용해 주세요.' },
}
