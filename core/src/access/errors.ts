import type { ErrorDefinition } from 'adapters-sdk'

export const accessErrors: Readonly<Record<string, ErrorDefinition>> = {
  'access.not_signed_in': {
    status: 401,
    title: { ko: '로그인이 필요합니다.', en: 'You are not signed in.' },
    remedy: { ko: '다시 로그인하세요.', en: 'Sign in again.' },
  },
  'access.wrong_credentials': {
    status: 401,
    title: { ko: '아이디 또는 비밀번호가 맞지 않습니다.', en: 'The id or the password is wrong.' },
    remedy: { ko: '입력한 값을 확인하세요. 비밀번호를 잊었다면 비밀번호 찾기로 새로 정할 수 있습니다.', en: 'Check what you typed. If you forgot the password, ask for a link to set a new one.' },
  },
  'access.no_such_address': {
    status: 404,
    title: { ko: '이 주소를 쓰는 조직이 없습니다: {domain}', en: 'There is no organisation at this address: {domain}' },
    remedy: { ko: '주소를 확인하세요. 가입할 때 받은 접속 URL과 같아야 합니다.', en: 'Check the address: it is the one that was given at sign-up.' },
  },
  'access.code_required': {
    status: 401,
    title: { ko: '인증 코드가 필요합니다.', en: 'A code is needed.' },
    remedy: { ko: '인증 앱의 6자리 코드나 복구 코드를 입력하세요.', en: 'Type the 6 digits of your authenticator app, or a recovery code.' },
  },
  'access.wrong_code': {
    status: 422,
    title: { ko: '인증 코드가 맞지 않습니다.', en: 'The code is wrong.' },
    remedy: { ko: '앱에 새로 보이는 코드를 입력하세요. 코드는 한 번만 쓸 수 있습니다. 계속 맞지 않으면 기기의 시각을 확인하세요.', en: 'Type the code the app shows now; each works once. If it stays wrong, check the clock of the device.' },
  },
  'access.two_factor_active': {
    status: 409,
    title: { ko: '이미 2단계 인증을 쓰고 있습니다.', en: 'Two-factor log-in is on already.' },
    remedy: { ko: '기기를 바꾸려면 먼저 끄고 다시 등록하세요.', en: 'To change the device, switch it off first.' },
  },
  'access.password_not_taken': {
    status: 403,
    title: { ko: '이 조직은 비밀번호 로그인을 쓰지 않습니다.', en: 'This organisation does not log in with passwords.' },
    remedy: { ko: '로그인 화면의 SSO 버튼으로 로그인하세요. 비밀번호는 조직 관리자만 쓸 수 있습니다.', en: 'Use the SSO button of the log-in page. Only organisation admins can use a password.' },
  },
  'access.throttled': {
    status: 429,
    title: { ko: '로그인 시도가 너무 많습니다.', en: 'Too many attempts to sign in.' },
    remedy: { ko: '{seconds}초 후에 다시 시도하세요.', en: 'Try again in {seconds} seconds.' },
  },
  'access.wrong_password': {
    status: 422,
    title: { ko: '현재 비밀번호가 맞지 않습니다.', en: 'The current password is wrong.' },
    remedy: { ko: '지금 쓰는 비밀번호를 다시 입력하세요.', en: 'Type the password you use now again.' },
  },
  'access.weak_password': {
    status: 422,
    title: { ko: '쉽게 알아낼 수 있는 비밀번호입니다.', en: 'This password is too easy to guess.' },
    remedy: { ko: '10자 이상으로, 흔한 단어나 같은 글자의 반복, 아이디가 아닌 비밀번호를 정하세요.', en: 'Use at least 10 characters; no common password, no repeated character, not the id.' },
  },
  'access.link_invalid': {
    status: 410,
    title: { ko: '사용할 수 없는 링크입니다.', en: 'This link cannot be used any more.' },
    remedy: { ko: '기한이 지났거나 이미 사용한 링크입니다. 비밀번호 찾기로 새 링크를 받으세요.', en: 'It has expired or was used. Ask for a new one with “Forgot password”.' },
  },
  'access.login_taken': {
    status: 409,
    title: { ko: '이미 사용 중인 아이디입니다: {login}', en: 'The id {login} is taken.' },
    remedy: { ko: '다른 아이디를 정하세요.', en: 'Choose another id.' },
  },
  'access.unknown_member': {
    status: 422,
    title: { ko: '조직에 없는 회원입니다.', en: 'There is no such member in the organisation.' },
    remedy: { ko: '회원 목록에서 고르거나 새로 초대하세요.', en: 'Choose one from the list, or invite them.' },
  },
  'access.already_agent': {
    status: 409,
    title: { ko: '이미 이 서비스의 상담원입니다.', en: 'This member is an agent of the service already.' },
    remedy: { ko: '상담원 목록에서 찾아 권한과 그룹을 고치세요.', en: 'Find them in the list of agents and change roles and groups there.' },
  },
  'access.role_not_contracted': {
    status: 409,
    title: { ko: '이 서비스가 계약하지 않은 기능의 권한입니다.', en: 'The service has not contracted what this role is for.' },
    remedy: { ko: '전체 관리의 계약 현황에서 기능을 추가한 뒤 다시 시도하세요.', en: 'Add it to the contract under Organisation first.' },
  },
  'access.unknown_agent': {
    status: 404,
    title: { ko: '이 서비스의 상담원이 아닙니다.', en: 'There is no such agent in this service.' },
    remedy: { ko: '상담원 목록을 새로 고치세요.', en: 'Reload the list of agents.' },
  },
  'access.role_not_for_issue_service': {
    status: 422,
    title: { ko: '이슈 관리 서비스에는 티켓 권한만 줄 수 있습니다.', en: 'An issue service knows only the ticket roles.' },
    remedy: { ko: '관리자 또는 상담원의 티켓 권한만 고르세요.', en: 'Choose manager or agent of tickets only.' },
  },
  'access.unknown_group': {
    status: 422,
    title: { ko: '이 서비스에 없는 그룹입니다.', en: 'There is no such group in this service.' },
    remedy: { ko: '그룹 목록에서 고르세요.', en: 'Choose from the list of groups.' },
  },
  'access.group_not_found': {
    status: 404,
    title: { ko: '이 서비스에 없는 그룹입니다.', en: 'There is no such group in this service.' },
    remedy: { ko: '그룹 목록을 새로 고치세요.', en: 'Reload the list of groups.' },
  },
  'access.agent_has_open_tickets': {
    status: 409,
    title: { ko: '처리하지 않은 티켓이 {tickets}건 있는 상담원입니다.', en: 'The agent has {tickets} open tickets.' },
    remedy: { ko: '티켓을 넘길 그룹을 고른 뒤 삭제하세요.', en: 'Choose the group that takes them, then remove the agent.' },
  },
  'access.already_admin': {
    status: 409,
    title: { ko: '이미 조직 관리자입니다.', en: 'This member is an organisation admin already.' },
    remedy: { ko: '목록을 새로 고쳐 확인하세요.', en: 'Load the list again.' },
  },
  'access.unknown_admin': {
    status: 404,
    title: { ko: '조직 관리자가 아닙니다.', en: 'This member is not an organisation admin.' },
    remedy: { ko: '목록을 새로 고쳐 확인하세요.', en: 'Load the list again.' },
  },
  'access.last_admin': {
    status: 409,
    title: { ko: '마지막 조직 관리자입니다.', en: 'This is the last organisation admin.' },
    remedy: { ko: '다른 회원을 조직 관리자로 등록한 뒤 다시 하세요.', en: 'Make another member an admin first.' },
  },
  'access.not_yourself': {
    status: 409,
    title: { ko: '자신의 사용을 중지할 수 없습니다.', en: 'You cannot disable yourself.' },
    remedy: { ko: '다른 조직 관리자에게 요청하세요.', en: 'Ask another organisation admin.' },
  },
  'access.group_name_taken': {
    status: 409,
    title: { ko: '이미 있는 그룹 이름입니다: {name}', en: 'There is a group named {name} already.' },
    remedy: { ko: '다른 이름을 정하세요.', en: 'Choose another name.' },
  },
  'access.group_in_use': {
    status: 409,
    title: { ko: '상담원 {members}명, 처리하지 않은 티켓 {tickets}건이 있는 그룹입니다.', en: 'The group has {members} agents and {tickets} open tickets.' },
    remedy: { ko: '상담원을 다른 그룹으로 옮기고 티켓을 전달한 뒤 삭제하세요.', en: 'Move its agents to other groups and hand its tickets over, then delete it.' },
  },
}
