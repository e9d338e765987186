/** Words of working together on tickets. */
export const togetherKo = {
  viewing: '{names} 님이 보는 중', writing: '{names} 님이 작성 중', more: '외 {count}명',
  undone: '답변을 되돌렸습니다. 작성하던 내용이 그대로 있습니다.', undoWindow: '{seconds}초 안에 실행 취소하면 보내지 않습니다.', leavesIn: '{seconds}초 뒤에 보냅니다',
  cc: '참조', ccPlaceholder: '메일 주소 (여러 개는 쉼표로 구분)', ccWrong: '메일 주소를 확인하세요.', ccRemove: '참조에서 {address} 빼기', mention: '멘션할 상담원',
}
