/** 전체 관리의 모든 말. */
export const organisationKo = {
  title: '전체 관리',
  language: { ko: '한국어', en: '영어' },
  service: {
    title: '계약 서비스 현황', text: '조직의 서비스를 추가하고, 이용을 정지·재개하거나 해지합니다.', add: '서비스 추가', edit: '기본 정보 수정', conclude: '계약하고 추가', name: '서비스 이름', code: '서비스 코드', codeHint: '주소에 쓰이며 바꿀 수 없습니다. 영문자로 시작하고 영문·숫자·_·-를 쓸 수 있습니다.', typeLabel: '유형', timeZone: '시간대', timeZoneHint: '하루와 한 달이 이 시간대로 나뉩니다.',
    state: { in_use: '사용 중', suspended: '이용 정지', terminated: '해지' }, type: { consultation: '상담 관리', issue: '이슈 관리' }, typeLong: { consultation: '상담 관리: 모든 채널의 고객 상담', issue: '이슈 관리: 상담 관리에서 이관된 티켓 처리' },
    suspend: '이용 정지', suspendTitle: '{name} 서비스를 정지할까요?', suspendText: '상담원은 이 서비스를 열 수 없습니다. 들어오는 메일은 계속 보관되며, 언제든 이용을 재개할 수 있습니다.', suspendDone: '{name} 서비스를 정지했습니다.',
    resume: '이용 재개', resumeTitle: '{name} 서비스를 다시 사용할까요?', resumeText: '정지하기 전과 같이 사용할 수 있습니다.', resumeDone: '{name} 서비스를 다시 사용합니다.',
    terminate: '해지', terminateTitle: '{name} 서비스를 해지할까요?', terminateText: '되돌릴 수 없습니다. 데이터는 조직 관리자만 읽을 수 있고, 아무도 바꿀 수 없습니다.', terminateDone: '{name} 서비스를 해지했습니다.',
  },
  contract: {
    title: '계약', of: '{name} 계약', text: '사용할 기능을 선택합니다. 계약은 하루에 한 번 바꿀 수 있습니다.', items: '계약 항목', estimate: '예상 비용(월)', total: '합계', estimateHint: '예상 사용량으로 계산한 금액입니다. 상담원은 한 번만 계산합니다: 전화 권한이 있으면 전화, 아니면 티켓, 채팅만 있으면 채팅.',
    inMinutes: '{name}(분)',
    appear: '켜는 것', vanish: '끄는 것', part: { items: '계약 항목', menus: '메뉴', channels: '채널', roles: '권한' }, losing: '사용하지 못하게 되는 상담원 {n}명', everything: '할 수 있는 일이 없어짐', dataStays: '데이터와 부여한 권한은 지워지지 않으며, 다시 계약하면 그대로 사용합니다.', past: '지난 세 달에 이 계약이었다면', noPast: '비교할 지난달이 없습니다.', was: '청구 금액', would: '이 계약의 금액', difference: '차이', onceText: '바꾸면 오늘은 다시 바꿀 수 없습니다.', changeTitle: '계약을 바꿀까요?', change: '계약 변경', changed: '계약을 바꿨습니다.', notInUse: '사용 중인 서비스의 계약만 바꿀 수 있습니다.', changedToday: '오늘 이미 바꿨습니다. {time}부터 다시 바꿀 수 있습니다.',
    history: '계약 이력', kind: { concluded: '계약', changed: '변경', operator: '운영자 변경' },
  },
  billing: {
    title: '요금 현황', text: '서비스별 월 이용 내역과 금액입니다.', month: '월', previous: '이전 달', service: '서비스', allTypes: '전체 유형', allServices: '전체 서비스', soFar: '이번 달은 지금까지의 금액입니다.', none: '청구할 내역이 없습니다', noneText: '이 달에는 이 조건의 서비스가 없었습니다.', row: '구분', used: '이용 내역', amount: '금액', unit: { user: '{n}명', case: '{n}건', service: '계약 {n}건' }, openFigure: '{name} {n}: 상세 내역 보기', entry: { sum: '합계 {n}', login: '아이디', number: '번호', name: '이름', roles: '권한', since: '시작', at: '일시', until: '종료', concluded: '계약 일시', by: '계약한 사람', quantity: '시간' },
  },
  price: {
    title: '가격표', text: '계약 항목의 가격입니다. 운영자가 다음 달부터의 가격을 바꿀 수 있습니다.', above: '{n} 초과', free: '무료', none: '정한 가격이 없어 청구하지 않습니다.', since: '{day}부터', editOf: '{name} 가격 수정', fromMonth: '적용할 달', aboveLabel: '초과 기준', won: '단가(원)', addStep: '구간 추가', removeStep: '구간 삭제', per: { user: '사용자·월', case: '건', second: '초', service: '서비스·월' },
  },
  data: {
    title: '조직 정보', text: '조직을 다른 시스템에 알릴 때 쓰는 값입니다.', name: '조직 이름', id: '조직 ID', domain: '조직 도메인', url: '접속 URL', copyOf: '{what} 복사', copied: '복사했습니다.',
    key: '조직 키', keyText: '외부 시스템이 조직을 증명할 때 쓰는 비밀 값입니다.', noKey: '아직 발급하지 않았습니다.', issue: '키 발급', issueText: '조직 키를 발급합니다.', rotate: '키 변경', rotateText: '새 키를 발급합니다. 이전 키는 정한 기간 동안 함께 쓸 수 있습니다.', rotated: '새 키를 발급했습니다.', overlap: '이전 키를 함께 쓰는 기간', noOverlap: '바로 만료', hours: '{n}시간', days: '{n}일', since: '{time} 발급', until: '이전 키. {time}까지 사용할 수 있습니다.',
  },
  branding: {
    title: '로고와 색상', text: '조직의 로그인 화면과 콘솔에 보입니다.', logo: '로고', logoText: 'PNG, JPEG, WebP, SVG 그림. 256KB까지.', noLogo: '아직 로고가 없습니다.', choose: '로고 선택', replace: '로고 바꾸기', remove: '로고 삭제',
    accent: '강조색', accentText: '버튼, 링크, 선택한 항목의 색입니다.', pick: '색 고르기', code: '색상 코드', notColour: '#3056d3처럼 입력하세요.', reset: '기본색으로', preview: '강조색을 쓴 버튼과 링크의 모습',
    goodLight: '밝은 화면: 고른 색을 그대로 씁니다. 흰 글자와의 명암비 {ratio}:1.', darker: '밝은 화면: 흰 글자와의 명암비가 {ratio}:1로 읽기 기준(AA, {wanted}:1)에 여유 있게 맞지 않아 더 어두운 {used}을(를) 씁니다.',
    goodDark: '어두운 화면: 고른 색을 그대로 씁니다. 검은 글자와의 명암비 {ratio}:1.', lighter: '어두운 화면: 검은 글자와의 명암비가 {ratio}:1로 읽기 기준(AA, {wanted}:1)에 여유 있게 맞지 않아 더 밝은 {used}을(를) 씁니다.',
  },
  item: {
    ticket: { name: '티켓', text: '이메일, 티켓 관리, 문의하기, 공지사항, 기본 통계. 항상 사용합니다.' }, telticket: { name: '전화', text: 'CTI, 전화 위젯, IVR, 발신번호' }, chat: { name: '채팅', text: '채팅, 카카오 상담톡, 만족도 통계' }, helpdoc: { name: 'FAQ', text: '헬프센터의 FAQ' }, endusermanagement: { name: '고객정보관리', text: '고객 목록과 상담 이력' }, callback: { name: '콜백', text: '콜백 접수와 배정' },
    knowledge: { name: '지식관리', text: '상담지식' }, smssend: { name: 'SMS 발송', text: '발송 요금은 제공 업체가 청구합니다.' }, smssendingstatus: { name: 'SMS 발송 현황', text: 'SMS 발송 통계' }, reinquiryrate: { name: '재문의율', text: '재문의율 통계' }, electronicboard: { name: '전광판', text: '실시간 상담 현황판' }, security: { name: '보안 서비스', text: '마스킹과 로그 전송. 운영자만 바꿀 수 있습니다.' },
  },
}
