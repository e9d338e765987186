/** 로그인 전 화면의 모든 말. */
export const accessKo = {
  logIn: '로그인', logInWith: '{name} 계정으로 로그인', or: '또는', adminPassword: '조직 관리자 비밀번호로 로그인', logOut: '로그아웃', login: '아이디', password: '비밀번호', newPassword: '새 비밀번호', passwordHint: '10자 이상. 길수록 좋습니다.', organisation: '조직 도메인', organisationHint: '가입할 때 정한 도메인입니다. 예: acme', otherOrganisation: '다른 조직으로 로그인',
  forgot: '비밀번호를 잊었나요?', forgotTitle: '비밀번호 재설정', forgotText: '아이디를 입력하면 등록된 메일로 재설정 링크를 보냅니다.', forgotSent: '등록된 아이디라면 메일로 링크를 보냈습니다. 메일이 오지 않으면 조직 관리자에게 문의하세요.',
  forgotNoMail: '이 서버는 메일을 보낼 수 없습니다. 운영자에게 비밀번호 설정 링크를 요청하세요.',
  sendLink: '링크 보내기', backToLogIn: '로그인으로', resetTitle: '비밀번호 설정', setPassword: '비밀번호 설정', resetDone: '비밀번호를 설정했습니다. 로그인하세요.',
}
export const setUpKo = {
  title: 'OpenContact 시작하기', text: '조직과 첫 서비스, 그리고 관리자인 나를 등록합니다.', done: '이미 설정을 마쳤습니다.', badLink: '링크가 올바르지 않거나 이미 사용되었습니다. 서버를 시작한 화면에 새 링크가 표시됩니다.',
  organisation: '조직', organisationName: '조직 이름', domain: '조직 도메인', domainHint: '로그인과 메일 주소에 쓰입니다. 영문 소문자, 숫자, 하이픈.', service: '첫 서비스', serviceName: '서비스 이름', serviceCode: '서비스 코드', serviceCodeHint: '주소에 쓰입니다. 영문 소문자, 숫자, 하이픈.', serviceDefault: '고객센터', member: '관리자', submit: '시작하기',
}
export const signUpKo = {
  title: '조직 가입', text: '조직과 첫 서비스, 함께 쓸 회원을 등록합니다. OWNER로 정한 회원에게 비밀번호 설정 링크를 메일로 보냅니다.', submit: '가입하기', link: '조직 가입',
  domainHint: '접속 URL과 메일 주소에 쓰이며 바꿀 수 없습니다. 영문 소문자, 숫자, 하이픈.', taken: { organisation: '이미 사용 중인 조직 이름입니다.', domain: '이미 사용 중인 도메인입니다.' },
  members: '회원', membersText: '비밀번호를 잊으면 여기 적은 메일 주소로 설정 링크가 갑니다. 정확한 메일 주소를 입력하세요.', memberAt: '회원 {at}', owner: 'OWNER (조직 관리자)', addMember: '회원 추가', removeMember: '회원 {at} 삭제',
  doneTitle: '가입이 완료되었습니다', doneText: 'OWNER에게 메일을 보냈습니다. 메일의 링크에서 비밀번호를 설정한 뒤 아래 URL에서 로그인하세요.', othersText: '다른 회원은 이 URL에서 비밀번호 찾기로 비밀번호를 설정합니다.',
  byOperator: '이 서버에서는 운영자만 조직을 등록할 수 있습니다. 운영자에게 요청하세요.', noMail: '지금은 가입할 수 없습니다. 이 서버는 아직 메일을 보낼 수 없어 가입 링크를 전할 수 없습니다. 운영자에게 알려 주세요.',
}
