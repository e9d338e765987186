/** Words of working together on tickets. */
export const togetherKo = {
  viewing: '{names} 님이 보는 중', writing: '{names} 님이 작성 중', more: '외 {count}명',
}
