/** Words of what ties tickets to tags, people and one another. */
export const relationKo = {
  tags: '태그', addTag: '태그 추가', removeTag: '태그 {tag} 떼기', follow: '팔로우', unfollow: '팔로우 취소', followed: '이 티켓을 팔로우합니다. 답변과 코멘트가 오면 알려 드립니다.', unfollowed: '팔로우를 취소했습니다.', followers: '팔로우하는 상담원: {names}', followHint: '내 티켓이 아니어도 새 답변과 코멘트를 알림으로 받습니다.',
  title: '관련 티켓', link: '연결', merge: '병합', linkTitle: '다른 티켓과 연결', mergeTitle: '다른 티켓에 병합', linkText: '두 티켓에서 서로를 바로 열 수 있습니다.', mergeText: '이 티켓의 메시지가 고른 티켓으로 옮겨지고, 고객의 다음 메일도 그 티켓으로 갑니다. 언제든 취소할 수 있습니다.', which: '티켓', search: '제목, 고객, 티켓 번호', found: '찾은 티켓', nothing: '고를 수 있는 티켓을 찾지 못했습니다.', noOthers: '이 고객의 다른 티켓이 없습니다. 검색해서 고르세요.', stranger: '다른 고객({name})의 티켓입니다. 병합하면 그 티켓에서 두 고객의 메시지가 함께 보입니다.',
  linked: '티켓을 연결했습니다.', unlinked: '연결을 끊었습니다.', unlink: '{subject} 티켓과 연결 끊기', linkedWith: '연결된 티켓', part: '병합된 티켓', merged: '“{subject}” 티켓에 병합했습니다.', isMerged: '이 티켓은 다음 티켓에 병합되었습니다.', undoMerge: '병합 취소', undoMergeOf: '{subject} 티켓의 병합 취소', unmerged: '병합을 취소했습니다.', unmergedDetail: '메시지 {messages}건이 돌아왔습니다. 그 가운데 {later}건은 병합한 뒤 온 것입니다. 병합한 뒤 쓴 답변과 코멘트 {stayed}건은 병합했던 티켓에 남아 있습니다.', cameTo: '{number} 티켓에서 옴',
}
