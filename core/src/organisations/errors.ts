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
  'organisations.set_up_link_invalid': {
    status: 410,
    title: { ko: '사용할 수 없는 설정 링크입니다.', en: 'This set-up link cannot be used any more.' },
    remedy: { ko: '설정을 이미 마쳤다면 로그인하세요. 아니라면 서버를 다시 시작할 때 출력되는 새 링크를 사용하세요.', en: 'If the set-up is done, sign in. If not, use the newest link: every start of the server prints one.' },
  },
}
