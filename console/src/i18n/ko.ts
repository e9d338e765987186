import { categoryKo } from '../features/categories/words/ko.js'
import { conditionKo } from '../features/conditions/words/ko.js'
import { listKo } from '../features/lists/words/ko.js'
import { accessKo, setUpKo, signUpKo } from '../features/access/words/ko.js'
import { noticeKo } from '../features/notices/words/ko.js'
import { fieldKo } from '../features/fields/words/ko.js'
import { templateKo } from '../features/templates/words/ko.js'
import { organisationKo } from '../features/organisation/words/ko.js'
import { customerKo } from '../features/customers/words/ko.js'
import { slaKo } from '../features/sla/words/ko.js'
import { searchKo } from '../features/search/words/ko.js'
import { relationKo } from '../features/relations/words/ko.js'
import { togetherKo } from '../features/together/words/ko.js'

/** Every Korean word of the console. Terms are the glossary's; sentences end in 합니다. */
export const ko = {
  action: { add: '추가', apply: '적용', cancel: '취소', close: '닫기', copy: '복사', delete: '삭제', discard: '되돌리기', edit: '수정', excel: 'Excel', first: '처음으로', more: '더 보기', next: '다음', retry: '다시 시도', save: '저장', search: '검색', undo: '실행 취소' },
  save: { changed: '저장하지 않은 변경이 있습니다.', done: '저장했습니다.', leaveTitle: '저장하지 않고 나갈까요?', leaveText: '이 화면에서 바꾼 내용이 사라집니다.', leave: '저장하지 않고 나가기' },
  shell: {
    language: '언어', mainMenu: '주 메뉴', menu: '메뉴 열기', notices: '알림', offline: '서버와 연결이 끊어져 다시 연결하고 있습니다. 보이는 내용이 최신이 아닐 수 있습니다.', otherLanguage: 'English로 보기',
    profile: '내 메뉴', skip: '본문으로 건너뛰기', switchService: '서비스 전환', work: '업무', theme: { system: '기기 설정 따르기', light: '밝게', dark: '어둡게' },
  },
  download: { busy: '“{title}” 내려받는 중', done: '“{title}” 파일을 내려받았습니다.' },
  exportLog: { title: '내려받기 기록', text: '누가 언제 어떤 자료를 파일로 내려받았는지 남습니다.', tab: { changes: '권한 변경', exports: '내려받기 기록' }, at: '일시', what: '자료', member: '내려받은 사람', conditions: '검색 조건', emptyTitle: '내려받은 자료가 없습니다', emptyText: '자료를 Excel로 내려받으면 여기에 남습니다.' },
  command: { title: '검색과 이동', open: '티켓, 메뉴 검색', placeholder: '찾을 말, 티켓 번호, 메뉴 이름 (초성도 됩니다)', none: '찾은 것이 없습니다.', openTicket: '티켓 {number} 열기', searchTickets: '“{query}” 티켓 검색' },
  permissionLog: {
    title: '권한 변경 로그 관리', text: '누가 언제 누구의 권한을 바꾸었는지 모두 남습니다. 기록은 고치거나 지울 수 없습니다.', number: '번호', at: '조작일시', from: '조작일시 (시작)', to: '조작일시 (끝)', service: '서비스', actor: '조작한 사람', target: '대상', action: '조작', what: '조작내용', person: '이름 또는 아이디', all: '전체', clear: '조건 지우기', wholeOrganisation: '조직 전체', system: '시스템', becomes: '다음으로 변경', groups: '그룹: {names}',
    done: { added: '등록', changed: '수정', removed: '삭제' }, emptyTitle: '찾은 기록이 없습니다', emptyText: '검색 조건을 바꿔 보세요.', intact: '기록 {count}건이 모두 그대로 있습니다.', broken_missing: '{number}번 기록이 없어졌습니다. 누군가 데이터베이스를 직접 고쳤을 수 있습니다.', broken_altered: '{number}번 기록이 기록한 내용과 다릅니다. 누군가 데이터베이스를 직접 고쳤을 수 있습니다.',
  },
  admin: { one: '조직 관리자', title: '조직 관리자', text: '조직과 모든 서비스를 관리하는 회원입니다. 조직에는 항상 한 명 이상의 관리자가 있습니다.', add: '조직 관리자 추가', added: '조직 관리자를 추가했습니다.', me: '나', remove: '해제', removeOf: '{name} 조직 관리자 해제', removeTitle: '{name} 님을 조직 관리자에서 해제할까요?', removeText: '전체 관리에 더 이상 들어갈 수 없습니다. 서비스의 권한은 그대로입니다.', removeSelf: '전체 관리에 더 이상 들어갈 수 없으며, 다시 등록하려면 다른 조직 관리자에게 요청해야 합니다.', removed: '조직 관리자에서 해제했습니다.' },
  members: { title: '회원', text: '사용을 중지한 회원은 바로 로그아웃되고 다시 로그인할 수 없습니다.', state: '상태', disabled: '사용 중지', enabled: '사용', disable: '사용 중지', enable: '다시 사용', clear: '2단계 인증 해제', clearOf: '{name} 2단계 인증 해제', clearTitle: '{name} 님의 2단계 인증을 해제할까요?', clearText: '기기와 복구 코드를 모두 잃은 회원이 비밀번호만으로 로그인할 수 있게 됩니다. 권한 변경 로그에 남습니다.', cleared: '2단계 인증을 해제했습니다.', disableOf: '{name} 사용 중지', enableOf: '{name} 다시 사용', disableTitle: '{name} 님의 사용을 중지할까요?', disableText: '바로 로그아웃되며 다시 로그인할 수 없습니다. 권한과 담당 티켓은 그대로 남습니다.' },
  sessions: { title: '로그인한 곳', text: '모르는 곳이 있으면 로그아웃시키고 비밀번호를 바꾸세요.', here: '지금 이 브라우저', since: '로그인', unknown: '알 수 없는 브라우저', end: '로그아웃', endOf: '{name} 로그아웃', endOthers: '다른 곳 모두 로그아웃', ended: '로그아웃시켰습니다.' },
  twoFactor: {
    title: '2단계 인증', text: '비밀번호에 더해 인증 앱의 코드를 입력해야 로그인할 수 있습니다.', isOn: '사용 중', isOff: '사용 안 함', left: '남은 복구 코드 {count}개', switchOn: '2단계 인증 켜기', switchOff: '2단계 인증 끄기', passwordText: '본인인지 확인하기 위해 비밀번호를 입력하세요.', offText: '끄면 비밀번호만으로 로그인할 수 있습니다. 복구 코드도 함께 사라집니다.', off: '2단계 인증을 껐습니다.',
    scan: '인증 앱에서 QR 코드를 찍고, 앱에 보이는 6자리 코드를 입력하세요.', qr: '인증 앱에 등록할 QR 코드', byHand: '찍을 수 없으면 아래 값을 앱에 직접 입력하세요.', code: '인증 코드', codeHint: '인증 앱의 6자리 코드 또는 복구 코드', codesTitle: '복구 코드', codesText: '기기를 잃었을 때 코드 대신 한 번씩 쓸 수 있습니다. 지금만 보이니 안전한 곳에 보관하세요.', copied: '복구 코드를 복사했습니다.', kept: '보관했습니다',
  },
  performance: { title: 'My 실적', text: '{day}, {service}에서 오늘 처리한 내역입니다. 새로고침하지 않아도 바뀝니다.', tickets: '티켓', unassigned: '미할당', unassignedHint: '오늘 접수되어 아직 담당자가 없는 티켓', inProgress: '처리중', inProgressHint: '지금 내가 처리하거나 보류한 티켓', solved: '해결', solvedHint: '오늘 내가 해결한 티켓', closed: '완료', closedHint: '내 티켓 가운데 오늘 완료된 티켓', noneTitle: '보여 줄 실적이 없습니다', noneText: '티켓 권한이 있는 상담원의 실적이 여기에 보입니다.' },
  notFound: { title: '페이지를 찾을 수 없습니다', text: '주소가 바뀌었거나 이 서비스를 볼 권한이 없습니다.', home: '처음 화면으로' },
  noAccess: { title: '이 화면을 볼 권한이 없습니다', text: '권한이 바뀌었거나 이 서비스에서 쓰지 않는 화면입니다. 필요하면 관리자에게 권한을 요청하세요.' },
  noService: { title: '아직 들어갈 서비스가 없습니다', text: '서비스의 상담원으로 등록되면 여기에서 일을 시작합니다. 조직 관리자에게 문의하세요.' },
  error: {
    network: { title: '서버에 연결할 수 없습니다.', remedy: '네트워크를 확인하고 다시 시도하세요. 입력한 내용은 그대로 있습니다.' },
    unexpected: { title: '예상하지 못한 오류가 발생했습니다.', remedy: '다시 시도하세요. 계속되면 코드와 함께 운영자에게 알려 주세요.' },
  },
  panel: { broken: '{name} 플러그인의 화면에 문제가 생겼습니다', brokenText: '다른 기능은 계속 쓸 수 있습니다.' },
  access: accessKo,
  setup: setUpKo,
  signUp: signUpKo,
  member: { name: '이름', email: '이메일', nickname: '닉네임' },
  personal: { title: '개인 설정', profile: '내 정보', nicknameHint: '메일과 채팅에서 고객에게 보이는 이름입니다.', assignable: '티켓 자동 할당 받기', assignableHint: '끄면 트리거가 나에게 새 티켓을 할당하지 않습니다.', currentPassword: '현재 비밀번호', changePassword: '비밀번호 변경', passwordChanged: '비밀번호를 변경했습니다.' },
  notice: noticeKo,
  organisation: organisationKo,
  category: categoryKo,
  field: fieldKo,
  template: templateKo,
  combobox: { clear: '선택 지우기', nothing: '찾은 것이 없습니다.' },
  sla: slaKo,
  together: togetherKo,
  relation: relationKo,
  search: searchKo,
  settings: { title: '서비스 관리', homeTitle: '무엇을 설정할까요?', homeText: '왼쪽 메뉴에서 항목을 고르세요.' },
  schema: {
    choose: '선택', onePerLine: '한 줄에 하나씩 입력하세요.', field: { groupId: '그룹', agentId: '상담원', assigneeId: '상담원', how: '배분 방법', priority: '우선순위', html: '내용', subject: '제목', to: '받는 사람', address: '메일 주소' },
    value: { none: '그룹만 (담당자 없음)', agent: '상담원 지정', turn: '순차배분', random: '임의배분', least: '가장 적게 맡은 상담원', low: '낮음', normal: '보통', high: '높음', urgent: '긴급', customer: '고객', assignee: '담당자', group: '담당그룹', address: '지정한 주소' },
  },
  ticket: {
    intakeType: '접수유형', handlingType: '처리유형', sorted: '{kind}을 변경했습니다.', unsorted: '없음', unknownType: '(삭제된 유형)',
    selection: '선택한 티켓', select: '{subject} 선택', selected: '{n}건 선택', clearSelection: '선택 취소', title: '티켓', one: '티켓', list: '티켓 목록', listShort: '목록', create: '티켓 생성', createTitle: '티켓 생성', created: '티켓을 생성했습니다.', subject: '제목', body: '내용', channel: '채널', group: '담당그룹', assignee: '담당자', inbox: '수신함', createdAt: '접수', none: '없음', side: '티켓과 고객', actions: '티켓 작업',
    arrived: '새 티켓 {n}건이 목록에 왔습니다.', newMessages: '새 메시지 {n}건', earlier: '이전 메시지 보기 ({count}건 남음)', copy: '티켓 번호 복사', copied: '티켓 번호를 복사했습니다.', reopened: '재문의 {n}회',
    take: '가져오기', takeInto: '어느 그룹으로 가져올까요?', taken: '티켓을 가져왔습니다.', noGroup: '속한 그룹이 없어 가져올 수 없습니다. 관리자에게 그룹 등록을 요청하세요.', handOver: '전달', handedOver: '티켓을 전달했습니다.', handOverHint: '비워 두면 그룹의 미할당 티켓이 됩니다.', groupOnly: '그룹만 지정', toNobody: '지정하지 않음',
    reopen: '다시 처리하기', close: '완료 처리', stateChanged: '{state} 상태로 바꿨습니다.', restore: '스팸 아님', restored: '스팸함에서 꺼냈습니다.', deleteTitle: '티켓을 삭제할까요?', deleteText: '메시지 {count}건과 첨부파일이 함께 삭제되며 되돌릴 수 없습니다.', deleted: '티켓을 삭제했습니다.', movedToSpam: '스팸함으로 옮겼습니다.', solvedInternally: '내부해결로 처리했습니다.',
    customerEmail: '고객 이메일', customerName: '고객 이름', sendFrom: '보내는 수신함', notify: '고객에게 메일로 보내기', notifyHint: '끄면 내용은 티켓에만 남습니다.', priorityLabel: '우선순위', priorityChanged: '우선순위를 {priority}(으)로 바꿨습니다.', reasonLabel: '사유', reasonNote: '메모 (선택)', spamHint: '스팸을 고르면 티켓이 스팸함으로 이동합니다.', noHistory: '다른 문의가 없습니다', noHistoryText: '이 고객의 다른 티켓이 생기면 여기에 보입니다.',
    tab: { conversation: '티켓 정보', history: '문의 내역', events: '이벤트', data: '고객정보' },
    state: { unassigned: '미할당', in_progress: '처리중', transfer_in_progress: '이관 처리중', transfer_answered: '이관 답변완료', on_hold: '보류중', solved: '해결', closed: '완료', spam: '스팸' },
    priority: { low: '낮음', normal: '보통', high: '높음', urgent: '긴급' },
    reason: { spam: '스팸', abuse: '욕설', test: '테스트', duplicate: '중복 문의', solved_by_chat: '채팅해결', solved_by_phone: '전화해결', other: '기타' },
    view: { all: '전체 티켓', unassigned: '전체 미할당 티켓', group: '그룹 내 전체 티켓', in_progress: '내가 처리중인 티켓', on_hold: '내가 보류중인 티켓', solved: '내가 해결한 티켓', closed: '내가 완료한 티켓', spam: '스팸함' },
    empty: {
      all: { title: '아직 티켓이 없습니다', text: '고객의 메일이 오거나 티켓을 생성하면 여기에 보입니다.' }, unassigned: { title: '미할당 티켓이 없습니다', text: '새 문의가 오면 새로고침하지 않아도 여기에 나타납니다.' }, group: { title: '내 그룹의 티켓이 없습니다', text: '내가 속한 그룹에 할당된 티켓이 여기에 보입니다.' },
      in_progress: { title: '처리중인 티켓이 없습니다', text: '미할당 티켓에서 가져오기를 눌러 시작하세요.' }, on_hold: { title: '보류중인 티켓이 없습니다', text: '중간 답변을 보내고 보류한 티켓이 여기에 모입니다.' }, solved: { title: '해결한 티켓이 없습니다', text: '해결로 보낸 티켓은 14일 뒤 완료됩니다.' }, closed: { title: '완료한 티켓이 없습니다', text: '해결 후 기간이 지나 완료된 티켓이 여기에 보입니다.' }, spam: { title: '스팸함이 비어 있습니다', text: '내부해결 사유를 스팸으로 고르면 여기로 옮겨집니다.' },
    },
  },
  customer: customerKo,
  message: { note: '코멘트', quiet: '자동 메일', hidden: '고객에게 보이지 않음', showQuoted: '이전 메일 펼치기', hideQuoted: '이전 메일 접기', kind: { customer: '{name} 고객의 메시지', reply: '{name} 상담원의 답변', note: '{name}의 코멘트', quiet: '{name}의 자동 메일' } },
  composer: {
    title: '답변 쓰기', reply: '답변', note: '코멘트', to: '받는 사람 {to}', replyPlaceholder: '고객에게 보낼 답변을 쓰세요.', notePlaceholder: '함께 일하는 상담원에게 남길 내용을 쓰세요.', attach: '파일 첨부', removeFile: '{name} 첨부 취소', uploading: '올리는 중', tooMany: '파일은 {max}개까지 첨부할 수 있습니다.', tooLarge: '파일 하나는 {max}까지입니다.', saved: '임시 저장됨',
    solve: '해결로 보내기', solveHint: '최종 답변을 보내고 해결합니다.', hold: '보류로 보내기', holdHint: '중간 답변을 보내고 보류합니다.', internal: '내부해결', internalHint: '고객에게 답변하지 않고 해결합니다.', otherOutcome: '다른 처리', addNote: '코멘트 추가', noted: '코멘트를 남겼습니다.', sentSolved: '답변을 보내고 해결했습니다.', sentHeld: '답변을 보내고 보류했습니다.', takeFirst: '아직 담당자가 없는 티켓입니다. 가져오면 답변할 수 있습니다.',
  },
  editor: { tools: '서식', bold: '굵게', italic: '기울임', underline: '밑줄', strike: '취소선', bulletList: '글머리 목록', orderedList: '번호 목록', blockquote: '인용', link: '링크', clear: '서식 지우기', address: '주소' },
  guard: { title: '작성하는 동안 새 메시지가 도착했습니다', text: '아직 보내지 않았습니다. 새 메시지를 확인하고 결정하세요.', edit: '답변 고치기', send: '그대로 보내기', kind: { customer: '고객', reply: '다른 상담원의 답변', note: '코멘트' } },
  delivery: {
    attempts: '{n}번 시도', resend: '다시 보내기', resendTitle: '다시 보낼까요?', resendText: '이미 전달되었다면 {to} 주소로 같은 메일이 두 번 갑니다.', settleSent: '보낸 것으로 처리', settleFailed: '실패로 처리', unknownText: '보내는 도중 연결이 끊겨 전달 여부를 알 수 없습니다. 고객에게 확인한 뒤 처리하세요.',
    state: { queued: '보내기 대기', sending: '보내는 중', accepted: '접수됨', sent: '보냄', delivered: '전달됨', read: '읽음', failed: '보내지 못함', unknown: '보냈을 수 있음', cancelled: '취소됨' },
    error: { transient_network: '메일 서버에 연결하지 못했습니다.', transient_provider: '메일 서버가 잠시 거절했습니다.', rate_limited: '보내기 한도를 넘었습니다.', quota_exhausted: '보내기 할당량을 다 썼습니다.', auth_expired: '인증이 만료되었습니다.', auth_revoked: '메일 서버가 로그인을 거절했습니다.', inbox_misconfigured: '발송 설정이 잘못되었습니다.', recipient_invalid: '받는 주소가 없거나 잘못되었습니다.', recipient_blocked: '받는 쪽에서 차단했습니다.', recipient_window_closed: '답변할 수 있는 기간이 지났습니다.', content_too_long: '내용이 너무 깁니다.', content_rejected: '받는 서버가 내용을 거절했습니다.', content_unsupported: '보낼 수 없는 형식입니다.', attachment_too_large: '첨부파일이 너무 큽니다.', attachment_unsupported: '받는 쪽이 이 첨부파일을 받지 않습니다.', outcome_unknown: '전달 여부를 알 수 없습니다.' },
  },
  event: {
    trigger: '트리거 “{name}”', nobody: '미할당', changed: '{who} 님이 티켓을 변경했습니다', origin: { agent: '상담원', customer: '고객', trigger: '트리거', channel: '채널', system: '시스템' },
    type: { sla_warning: '{deadline} 기한이 다가옵니다', sla_breached: '{deadline} 기한을 넘겼습니다', created: '티켓이 접수되었습니다', taken: '{who} 님이 가져갔습니다: {to}', handed_over: '{who} 님이 전달했습니다: {to}', assigned: '{who}: {to} 할당', state: '{who}: {state} 상태로 변경', priority: '{who}: 우선순위 {priority}(으)로 변경', fields: '{who} 님이 입력 항목을 변경했습니다', sorted: '{who}: {sorted}(으)로 분류', reopened: '고객이 다시 문의하여 {state} 상태가 되었습니다', internally_solved: '{who} 님이 내부해결했습니다 ({reason})', restored: '{who} 님이 스팸함에서 꺼냈습니다', tagged: '{who}: 태그 변경 {tags}', followed: '{who} 님이 팔로우합니다', unfollowed: '{who} 님이 팔로우를 취소했습니다', linked: '{who}: {number} 티켓과 연결', unlinked: '{who}: {number} 티켓과 연결 해제', merged: '{who} 님이 {number} 티켓에 병합했습니다', merged_in: '{who} 님이 {number} 티켓을 병합했습니다', unmerged: '{who} 님이 {number} 티켓과의 병합을 취소했습니다', unmerged_from: '{who} 님이 {number} 티켓의 병합을 취소했습니다', reply_undone: '{who} 님이 보내기 전에 답변을 되돌렸습니다', changed: '{who} 님이 티켓을 변경했습니다', delivery: '발송 상태가 바뀌었습니다', trigger_action: '트리거 “{title}”: {outcome}', trigger_failed: '트리거 “{title}”의 결과를 실행하지 못했습니다: {outcome}' },
  },
  why: {
    title: '왜 이렇게 되었나', ask: '왜?', all: '모두 보기', nothing: '이 티켓에 동작한 트리거가 없습니다.', held: '맞음', notHeld: '맞지 않음', seen: '실제 값: {value}',
    state: { fired: '실행됨', not_matched: '조건 안 맞음', shadow: '연습', broken: '고장', off: '꺼짐' }, action: { done: '완료', failed: '실패', shadow: '실행하지 않음' },
  },
  condition: conditionKo,
  list: listKo,
  trigger: {
    title: '트리거', text: '위에서부터 차례로 확인합니다. 조건이 맞으면 결과를 실행합니다.', add: '트리거 추가', back: '목록', emptyTitle: '아직 트리거가 없습니다', emptyText: '예: 제목에 “무통장입금”이 있으면 결제 그룹에 순차배분하고 고객에게 접수 메일을 보냅니다.', up: '{title} 위로', down: '{title} 아래로', deleted: '트리거를 삭제했습니다.', deleteTitle: '트리거를 삭제할까요?', deleteText: '“{title}” 트리거가 더는 동작하지 않습니다. 지난 기록은 남습니다.',
    name: '제목', namePlaceholder: '예: 결제 관련 메일 할당', stateLabel: '상태', state: { on: '사용', off: '중지', shadow: '연습' }, stateLong: { on: '사용: 조건이 맞으면 실행', shadow: '연습: 기록만 하고 실행하지 않음', off: '중지' }, shadowHint: '실제 티켓으로 판단만 하고 결과는 실행하지 않습니다. 티켓의 “왜 이렇게 되었나”에서 볼 수 있습니다.',
    when: '시점', whenText: '무엇이 일어났을 때 확인할지 고릅니다.', if: '조건', ifText: '조건이 없으면 항상 실행합니다.', then: '결과', thenText: '차례대로 실행합니다.', addResult: '결과 추가', removeResult: '결과 {at} 삭제', codes: '글에 쓸 수 있는 치환코드:', inWords: '말로 하면', sentence: '{when}, {conditions} → {results}',
    noResult: '결과 없음', 
    wait: { state: '어느 상태로', minutes: '몇 분이 지나면', sentence: '{state} 상태로 {minutes}분이 지나면', hint: '그 상태가 이어지는 동안 티켓마다 한 번 확인합니다. 상태가 바뀌면 처음부터 다시 셉니다.' },
    event: { ticket_created: '티켓 생성', customer_replied: '고객 답변', agent_replied: '상담원 답변', ticket_changed: '티켓 변경', ticket_handed_over: '티켓 전달', sla_warning: '기한 임박', sla_breached: '기한 초과', time_passed: '시간 경과' },
  },
  agent: {
    title: '상담원', text: '이 서비스에서 일하는 사람과 권한, 그룹입니다.', add: '상담원 추가', added: '상담원을 추가했습니다.', edit: '{name} 수정', search: '이름, 닉네임, 아이디, 이메일', roles: '권한', groups: '그룹', emptyTitle: '상담원이 없습니다', emptyText: '검색어를 바꾸거나 상담원을 추가하세요.', invite: '새로 초대', notContracted: '계약하지 않아 줄 수 없는 권한이 있습니다: {items}', oneGroup: '그룹을 하나 이상 선택하세요.', makeGroup: '그룹 만들기', groupName: '새 그룹 이름', fromMembers: '조직 회원에서', member: '조직 회원', inviteText: '메일로 비밀번호 설정 링크를 보냅니다.', inviteLinkText: '등록하면 비밀번호 설정 링크를 보여 드립니다. 이 서버는 메일을 보낼 수 없으니 본인에게 직접 전해 주세요.', linkTitle: '비밀번호 설정 링크', linkText: '메일을 보낼 수 없어 링크를 표시합니다. 본인에게 직접 전해 주세요. 한 번만 쓸 수 있습니다.', linkCopied: '링크를 복사했습니다.', remove: '서비스에서 제외', removeText: '{name} 상담원이 이 서비스에 들어올 수 없게 됩니다. 맡고 있는 티켓이 있으면 고른 그룹의 미할당 티켓이 됩니다.', handTo: '티켓을 넘길 그룹', removed: '상담원을 서비스에서 제외했습니다.',
  },
  role: { manager_ticket: '관리자 · 티켓', manager_phone: '관리자 · 전화', manager_chat: '관리자 · 채팅', agent_ticket: '상담원 · 티켓', agent_phone: '상담원 · 전화', agent_chat: '상담원 · 채팅', callback_assign: '콜백 할당' },
  group: { title: '그룹', text: '티켓을 나누어 맡는 단위입니다. 상담원은 여러 그룹에 속할 수 있습니다.', add: '그룹 추가', rename: '그룹 이름 변경', name: '그룹 이름', placeholder: '예: 결제', edit: '{name} 이름 변경', people: '{n}명', noMembers: '상담원이 없습니다', emptyTitle: '아직 그룹이 없습니다', emptyText: '그룹을 만들면 티켓을 할당할 수 있습니다.', deleteTitle: '{name} 그룹 삭제', deleteText: '상담원 {n}명이 그룹에서 빠집니다. 이 그룹을 쓰는 트리거는 중지됩니다.', deleted: '그룹을 삭제했습니다.' },
  plugin: { title: '플러그인', text: '이 서비스에서 쓸 기능을 켜고 끕니다. 꺼도 데이터는 지워지지 않습니다.', emptyTitle: '설치된 플러그인이 없습니다', emptyText: '플러그인 폴더에 추가하고 서버를 다시 시작하면 여기에 보입니다.', channel: '채널: {name}', failed: '시작하지 못함', settings: '설정', settingsOf: '{name} 설정', use: '{name} 사용', always: '항상 사용', switchedOn: '{name} 플러그인을 켰습니다.', switchedOff: '{name} 플러그인을 껐습니다.' },
  inbox: { title: '수신함', empty: '아직 연결된 수신함이 없습니다.', state: { active: '정상', needs_reauth: '다시 인증 필요', paused: '일시 중지', disabled: '꺼짐' } },
  intake: {
    title: '수신 현황', text: '들어온 모든 것의 행방입니다. 받은 것은 하나도 버리지 않습니다.', ledger: '수신 장부', ledgerText: '수신 = 처리됨 + 중복 + 건너뜀 + 격리 + 처리 대기', receivedAt: '받은 시각', reason: '사유', size: '크기', raw: '원본 내려받기', replay: '다시 처리', replayed: '다시 처리했습니다.', emptyText: '읽지 못한 메일이 생기면 원본과 함께 여기에 보관합니다.',
    state: { received: '수신', imported: '처리됨', duplicate: '중복', skipped: '건너뜀', quarantined: '격리', stored: '처리 대기' }, empty: { quarantined: '격리된 메일이 없습니다', imported: '처리된 메일이 없습니다', skipped: '건너뛴 메일이 없습니다', duplicate: '중복된 메일이 없습니다' }, why: { payload_invalid: '내용을 읽을 수 없음', adapter_bug: '채널 처리 오류', intake_same_message: '이미 받은 메시지', intake_own_message: '우리가 보낸 메시지', intake_unknown_bounce: '알 수 없는 발송의 반송 메일', intake_unknown_receipt: '알 수 없는 발송의 결과 통지', intake_not_taken: '처리하지 않는 종류', intake_empty: '처리할 내용 없음' },
  },
}
