import type { ErrorDefinition } from 'adapters-sdk'

export const organisationErrors: Readonly<Record<string, ErrorDefinition>> = {
  'organisations.name_taken': {
    status: 409,
    title: { ko: '이미 사용 중인 조직 이름입니다: {name}', en: 'There is an organisation named {name} already.' },
    remedy: { ko: '다른 이름을 정하세요.', en: 'Choose another name.' },
  },
  'organisations.domain_taken': {
    status: 409,
    title: { ko: '이미 사용 중인 도메인입니다: {domain}', en: 'The domain {domain} is taken.' },
    remedy: { ko: '다른 도메인을 정하세요.', en: 'Choose another domain.' },
  },
  'organisations.domain_reserved': {
    status: 409,
    title: { ko: '조직이 쓸 수 없는 도메인입니다: {domain}', en: 'No organisation can have the domain {domain}.' },
    remedy: { ko: '이 설치에서 쓰는 이름입니다. 다른 도메인을 정하세요.', en: 'The installation uses it itself. Choose another domain.' },
  },
  'organisations.other_service_gone': {
    status: 409,
    title: { ko: '해지되었거나 없는 서비스입니다.', en: 'The other service is terminated or was never there.' },
    remedy: { ko: '다른 서비스를 선택하세요.', en: 'Choose another service.' },
  },
  'organisations.no_owner': {
    status: 422,
    title: { ko: 'OWNER가 없습니다.', en: 'Nobody is the owner.' },
    remedy: { ko: '조직을 관리할 회원을 한 명 이상 OWNER로 정하세요.', en: 'Mark at least one member as owner: they run the organisation.' },
  },
  'organisations.sign_up_by_operator': {
    status: 403,
    title: { ko: '이 서버에서는 운영자만 조직을 등록할 수 있습니다.', en: 'Only the operator signs organisations up on this server.' },
    remedy: { ko: '운영자에게 조직 등록을 요청하세요.', en: 'Ask the operator to sign yours up.' },
  },
  'organisations.sign_up_needs_mail': {
    status: 503,
    title: { ko: '지금은 가입할 수 없습니다. 이 서버는 메일을 보낼 수 없습니다.', en: 'Nobody can sign up now: this server cannot send mail.' },
    remedy: { ko: '가입 링크를 메일로 보내야 합니다. 운영자에게 알려 주세요(OC_EMAIL_RELAY_URL).', en: 'The link to begin with comes by mail. Tell the operator (OC_EMAIL_RELAY_URL).' },
  },
  'organisations.logo_kind': {
    status: 422,
    title: { ko: '로고로 쓸 수 없는 파일입니다.', en: 'This file cannot be a logo.' },
    remedy: { ko: 'PNG, JPEG, WebP, SVG 그림을 올리세요.', en: 'Choose a PNG, JPEG, WebP or SVG picture.' },
  },
  'organisations.logo_svg': {
    status: 422,
    title: { ko: '안전하게 보여 줄 수 없는 SVG입니다.', en: 'This SVG cannot be shown safely.' },
    remedy: { ko: '스크립트, 스타일 시트, 글꼴, 외부 파일이 들어 있습니다. 도형만 남겨 저장하거나 PNG로 올리세요.', en: 'It holds scripts, style sheets, fonts or other files. Save it with shapes only, or use a PNG.' },
  },
  'organisations.service_name_taken': {
    status: 409,
    title: { ko: '이미 사용 중인 서비스 이름입니다: {name}', en: 'There is a service named {name} already.' },
    remedy: { ko: '다른 이름을 정하세요.', en: 'Choose another name.' },
  },
  'organisations.service_code_taken': {
    status: 409,
    title: { ko: '이미 사용 중인 서비스 코드입니다: {code}', en: 'The code {code} is taken.' },
    remedy: { ko: '해지된 서비스의 코드도 다시 쓸 수 없습니다. 다른 코드를 정하세요.', en: 'A terminated service keeps its code too. Choose another.' },
  },
  'organisations.service_not_in_use': {
    status: 409,
    title: { ko: '사용 중인 서비스만 바꿀 수 있습니다.', en: 'Only a service in use can be changed.' },
    remedy: { ko: '이용 정지된 서비스라면 먼저 이용을 재개하세요.', en: 'If it is suspended, resume it first.' },
  },
  'organisations.suspend_first': {
    status: 409,
    title: { ko: '사용 중인 서비스는 해지할 수 없습니다.', en: 'A service in use cannot be terminated.' },
    remedy: { ko: '먼저 이용을 정지하세요.', en: 'Suspend it first.' },
  },
  'organisations.wrong_service_state': {
    status: 409,
    title: { ko: '서비스 상태가 이미 바뀌었습니다.', en: 'The service is in another state by now.' },
    remedy: { ko: '목록을 새로 고쳐 지금 상태를 확인하세요.', en: 'Reload the list to see its present state.' },
  },
  'organisations.key_changed_meanwhile': {
    status: 409,
    title: { ko: '조직 키가 방금 변경되었습니다.', en: 'The organisation key was changed just now.' },
    remedy: { ko: '화면을 새로 고쳐 새 키를 확인하세요.', en: 'Reload the page to see the new key.' },
  },
  'organisations.set_up_link_invalid': {
    status: 410,
    title: { ko: '사용할 수 없는 설정 링크입니다.', en: 'This set-up link cannot be used any more.' },
    remedy: { ko: '설정을 이미 마쳤다면 로그인하세요. 아니라면 서버를 다시 시작할 때 출력되는 새 링크를 사용하세요.', en: 'If the set-up is done, sign in. If not, use the newest link: every start of the server prints one.' },
  },
}
