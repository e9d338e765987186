/** Words of what ties tickets to tags, people and one another. */
export const relationKo = {
  tags: '태그', addTag: '태그 추가', removeTag: '태그 {tag} 떼기', follow: '팔로우', unfollow: '팔로우 취소', followed: '이 티켓을 팔로우합니다. 답변과 코멘트가 오면 알려 드립니다.', unfollowed: '팔로우를 취소했습니다.', followers: '팔로우하는 상담원: {names}', followHint: '내 티켓이 아니어도 새 답변과 코멘트를 알림으로 받습니다.',
}
