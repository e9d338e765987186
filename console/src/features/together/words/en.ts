import type { togetherKo } from './ko.js'

/** Words of working together on tickets. */
export const togetherEn: typeof togetherKo = {
  viewing: '{names} viewing', writing: '{names} writing', more: 'and {count} more',
  undone: 'The answer is back. What you wrote is in the composer.', undoWindow: 'Undo within {seconds} seconds and it is not sent.', leavesIn: 'Leaves in {seconds} s',
  cc: 'Cc', ccPlaceholder: 'Mail addresses, with commas between them', ccWrong: 'Check the mail address.', ccRemove: 'Remove {address} from the copies', mention: 'Agents to mention',
}
