import type { togetherKo } from './ko.js'

/** Words of working together on tickets. */
export const togetherEn: typeof togetherKo = {
  viewing: '{names} viewing', writing: '{names} writing', more: 'and {count} more',
}
