/** Words of what ties tickets to tags, people and one another. */
export const relationEn = {
  tags: 'Tags', addTag: 'Add a tag', removeTag: 'Remove the tag {tag}', follow: 'Follow', unfollow: 'Unfollow', followed: 'You follow this ticket: answers and comments ring.', unfollowed: 'You no longer follow this ticket.', followers: 'Followed by {names}', followHint: 'Hear of answers and comments although it is not your ticket.',
}
