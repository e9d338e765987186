import type { ErrorDefinition } from 'adapters-sdk'

const ASK_ADMIN = { ko: '조직 관리자에게 문의하세요.', en: 'Ask an admin of the organisation.' }

export const SSO_ERRORS: Readonly<Record<string, ErrorDefinition>> = {
  'sso.not_set_up': {
    status: 404,
    title: { ko: '이 조직은 SSO 로그인을 쓰지 않습니다.', en: 'This organisation has no SSO log-in.' },
    remedy: { ko: '아이디와 비밀번호로 로그인하세요.', en: 'Log in with id and password.' },
  },
  'sso.provider_unreachable': {
    status: 502,
    title: { ko: 'SSO 제공자가 응답하지 않습니다.', en: 'The SSO provider does not answer.' },
    remedy: { ko: '잠시 후 다시 시도하세요. 계속되면 조직 관리자에게 문의하세요.', en: 'Try again later. If it goes on, ask an admin of the organisation.' },
  },
  'sso.answer_invalid': {
    status: 502,
    title: { ko: 'SSO 제공자의 응답을 믿을 수 없어 로그인하지 않았습니다.', en: 'The answer of the SSO provider cannot be trusted, so nobody was logged in.' },
    remedy: { ko: '다시 시도하세요. 계속되면 조직 관리자에게 문의하세요.', en: 'Try again. If it goes on, ask an admin of the organisation.' },
  },
  'sso.refused': {
    status: 403,
    title: { ko: 'SSO 제공자에서 로그인을 취소했거나 거절당했습니다.', en: 'The log-in was cancelled or refused at the SSO provider.' },
    remedy: { ko: '다시 시도하세요. 계속 거절되면 조직 관리자에게 문의하세요.', en: 'Try again. If it is refused again, ask an admin of the organisation.' },
  },
  'sso.attempt_unknown': {
    status: 410,
    title: { ko: '이미 끝났거나 오래된 로그인 시도입니다.', en: 'This log-in was finished already or took too long.' },
    remedy: { ko: '로그인 화면에서 다시 시작하세요.', en: 'Start again from the log-in page.' },
  },
  'sso.other_browser': {
    status: 403,
    title: { ko: '이 브라우저에서 시작한 로그인이 아닙니다.', en: 'This log-in was not started in this browser.' },
    remedy: { ko: '쿠키를 허용하고 로그인 화면에서 다시 시작하세요.', en: 'Allow cookies and start again from the log-in page.' },
  },
  'sso.settings_changed': {
    status: 409,
    title: { ko: '로그인하는 동안 SSO 설정이 바뀌었습니다.', en: 'The SSO settings changed during the log-in.' },
    remedy: { ko: '로그인 화면에서 다시 시작하세요.', en: 'Start again from the log-in page.' },
  },
  'sso.claim_missing': {
    status: 403,
    title: { ko: 'SSO 제공자가 회원을 찾을 값({claim})을 보내지 않았습니다.', en: 'The SSO provider did not send the value ({claim}) that members are found by.' },
    remedy: ASK_ADMIN,
  },
  'sso.email_unverified': {
    status: 403,
    title: { ko: 'SSO 제공자가 확인하지 않은 메일 주소입니다.', en: 'The SSO provider has not verified this mail address.' },
    remedy: { ko: '제공자에서 메일 주소를 확인한 뒤 다시 로그인하세요.', en: 'Verify the address there, then log in again.' },
  },
  'sso.member_unknown': {
    status: 403,
    title: { ko: '이 조직에 등록되지 않은 사용자입니다.', en: 'You are not a member of this organisation.' },
    remedy: { ko: '조직 관리자에게 회원 등록을 요청하세요. SSO로 회원이 새로 만들어지지는 않습니다.', en: 'Ask an admin to register you. SSO does not make new members.' },
  },
  'sso.member_ambiguous': {
    status: 403,
    title: { ko: '같은 메일 주소를 쓰는 회원이 여럿이라 누구인지 알 수 없습니다.', en: 'Several members share this mail address, so it does not say who you are.' },
    remedy: ASK_ADMIN,
  },
  'sso.member_disabled': {
    status: 403,
    title: { ko: '사용이 중지된 회원입니다.', en: 'This member is disabled.' },
    remedy: ASK_ADMIN,
  },
  'sso.member_operator': {
    status: 403,
    title: { ko: '운영자 권한이 있는 회원은 SSO로 로그인할 수 없습니다.', en: 'A member who operates the installation cannot log in with SSO.' },
    remedy: { ko: '아이디와 비밀번호로 로그인하세요.', en: 'Log in with id and password.' },
  },
  'sso.linked_otherwise': {
    status: 403,
    title: { ko: '이 회원은 다른 SSO 계정에 연결되어 있습니다.', en: 'This member is linked to another SSO account.' },
    remedy: { ko: '조직 관리자가 전체 관리 > SSO 로그인에서 연결을 끊으면 새 계정으로 로그인할 수 있습니다.', en: 'Once an admin removes that link under Administration > SSO log-in, the new account works.' },
  },
  'sso.url_refused': {
    status: 422,
    title: { ko: '쓸 수 없는 주소입니다.', en: 'This address cannot be used.' },
    remedy: { ko: 'https://로 시작하는 주소를 입력하세요. 계정 정보(user:password@)와 # 뒷부분은 넣을 수 없습니다.', en: 'Enter an address that begins with https://, without user:password@ and without a # part.' },
  },
  'sso.secret_needed': {
    status: 422,
    title: { ko: '저장된 비밀 키는 다른 제공자에게 보내지 않습니다.', en: 'The stored secret is not given to another provider.' },
    remedy: { ko: '이 제공자에서 받은 비밀 키를 입력하세요.', en: 'Enter the secret that this provider gave you.' },
  },
  'sso.not_tried': {
    status: 409,
    title: { ko: '아직 SSO로 로그인해 본 적이 없는 설정입니다.', en: 'Nobody has logged in with these settings yet.' },
    remedy: { ko: '저장하고 사용을 켠 뒤 ‘로그인 시험’이 성공하면 비밀번호 로그인을 끌 수 있습니다.', en: 'Save them, switch SSO on and let “Try a log-in” succeed; then passwords can be switched off.' },
  },
  'sso.changed_meanwhile': {
    status: 409,
    title: { ko: '그사이 다른 사람이 바꾸었습니다.', en: 'Somebody else changed it meanwhile.' },
    remedy: { ko: '새로 고쳐 바뀐 내용을 확인한 뒤 다시 저장하세요.', en: 'Reload, look at the changes, and save again.' },
  },
  'sso.name_taken': {
    status: 409,
    title: { ko: '이미 있는 이름입니다: {name}', en: 'The name {name} is taken.' },
    remedy: { ko: '다른 이름을 정하세요.', en: 'Choose another name.' },
  },
  'sso.registration_not_found': {
    status: 404,
    title: { ko: '등록된 고객 로그인이 아닙니다.', en: 'There is no such customer log-in.' },
    remedy: { ko: '목록을 새로 고치세요.', en: 'Reload the list.' },
  },
  'sso.link_not_found': {
    status: 404,
    title: { ko: '이미 끊은 연결입니다.', en: 'There is no such link any more.' },
    remedy: { ko: '목록을 새로 고치세요.', en: 'Reload the list.' },
  },
}
