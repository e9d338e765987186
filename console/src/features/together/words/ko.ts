/** Words of working together on tickets. */
export const togetherKo = {
  viewing: '{names} 님이 보는 중', writing: '{names} 님이 작성 중', more: '외 {count}명',
  undone: '답변을 되돌렸습니다. 작성하던 내용이 그대로 있습니다.', undoWindow: '{seconds}초 안에 실행 취소하면 보내지 않습니다.', leavesIn: '{seconds}초 뒤에 보냅니다',
  cc: '참조', ccPlaceholder: '메일 주소 (여러 개는 쉼표로 구분)', ccWrong: '메일 주소를 확인하세요.', ccRemove: '참조에서 {address} 빼기', mention: '멘션할 상담원',
  next: '다음 티켓', nextHint: '다른 상담원이 보고 있지 않은 미할당 티켓을 가져옵니다.', nextNone: '가져올 미할당 티켓이 없습니다.',
  bulk: {
    title: '일괄 처리', change: '속성 변경', reply: '같은 답변', changeTitle: '티켓 {count}건 변경', replyTitle: '티켓 {count}건에 같은 답변', replyHint: '티켓마다 따로 보냅니다. 미할당 티켓처럼 답변할 수 없는 티켓은 건너뛰고 이유를 알려 드립니다.', asItIs: '바꾸지 않음', state: '상태', stateHint: '보류중·해결 티켓만 다시 처리할 수 있고, 해결 티켓만 완료할 수 있습니다.', do: '{count}건 변경',
    type: { change: '속성 변경', reply: '같은 답변', undo: '변경 되돌리기' }, progress: '{total}건 중 {done}건', ended: { done: '끝났습니다', cancelled: '중지했습니다' }, counts: '처리 {done} · 그대로 {unchanged} · 실패 {failed}', stop: '중지', failures: '실패한 티켓',
  },
  settings: { title: '티켓 처리', text: '이 서비스에서 티켓을 처리하는 방법입니다.', undo: '답변 되돌리기', undoSeconds: '답변을 되돌릴 수 있는 시간 (초)', undoHint: '답변은 이 시간이 지난 뒤 발송됩니다. 0이면 바로 보냅니다. 최대 60초.', undoWrong: '0에서 60 사이의 숫자를 입력하세요.', theirs: '그사이 다른 사람이 {theirs}초로 저장했습니다. 다시 저장하면 {mine}초로 바뀝니다.' },
  edited: { title: '그사이 다른 사람이 바꿨습니다', text: '지금 값은 “{theirs}”입니다. “{mine}”(으)로 바꿀까요?', mine: '내 값으로 바꾸기' },
}
