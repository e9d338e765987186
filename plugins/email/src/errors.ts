import type { ErrorDefinition } from 'adapters-sdk'

/** The plugin's errors, and the warnings its parser leaves on messages. */
export const EMAIL_ERRORS: Readonly<Record<string, ErrorDefinition>> = {
  'email.layout_without_content': {
    status: 422,
    title: { ko: '메일 레이아웃에 {code}가 없습니다.', en: 'The mail layout has no {code}.' },
    remedy: { ko: '본문이 들어갈 자리에 {code}를 넣어 주세요.', en: 'Put {code} where the text of the mail goes.' },
  },
  'email.password_needed': {
    status: 422,
    title: { ko: '다른 메일 서버에는 저장된 비밀번호를 쓰지 않습니다.', en: 'The stored password is not given to another mail server.' },
    remedy: { ko: '이 서버의 비밀번호를 입력해 주세요.', en: 'Enter the password for this server.' },
  },
  'email.mail_not_found': {
    status: 404,
    title: { ko: '메일이 없습니다.', en: 'There is no such mail.' },
    remedy: { ko: '목록을 새로 고쳐 주세요.', en: 'Reload the list.' },
  },
  'email.charset_guessed': {
    status: 422,
    title: { ko: '문자 집합이 적혀 있지 않아 한국어(EUC-KR)로 읽었습니다.', en: 'The mail names no character set; it was read as Korean (EUC-KR).' },
    remedy: { ko: '글자가 이상하면 원본 메일을 확인해 주세요.', en: 'Look at the raw mail if characters look wrong.' },
  },
  'email.charset_damaged': {
    status: 422,
    title: { ko: '일부 글자를 읽을 수 없습니다.', en: 'Some characters could not be read.' },
    remedy: { ko: '원본 메일을 확인해 주세요.', en: 'Look at the raw mail.' },
  },
  'email.sender_missing': {
    status: 422,
    title: { ko: '보낸 사람이 적혀 있지 않아 봉투의 주소를 썼습니다.', en: 'The mail names no sender; the address of its envelope was taken.' },
    remedy: { ko: '답장하기 전에 주소를 확인해 주세요.', en: 'Check the address before you answer.' },
  },
  'email.body_unfolded': {
    status: 422,
    title: { ko: '본문이 너무 길어 인용된 부분을 접지 않았습니다.', en: 'The text is too long for its quotations to be folded.' },
    remedy: { ko: '필요한 조치가 없습니다.', en: 'Nothing needs to be done.' },
  },
}
