import type { togetherKo } from './ko.js'

/** Words of working together on tickets. */
export const togetherEn: typeof togetherKo = {
  viewing: '{names} viewing', writing: '{names} writing', more: 'and {count} more',
  undone: 'The answer is back. What you wrote is in the composer.', undoWindow: 'Undo within {seconds} seconds and it is not sent.', leavesIn: 'Leaves in {seconds} s',
  cc: 'Cc', ccPlaceholder: 'Mail addresses, with commas between them', ccWrong: 'Check the mail address.', ccRemove: 'Remove {address} from the copies', mention: 'Agents to mention',
  next: 'Next ticket', nextHint: 'Takes an unassigned ticket that nobody else is on.', nextNone: 'There is no unassigned ticket to take.',
  bulk: {
    title: 'Bulk actions', change: 'Change', reply: 'Same answer', changeTitle: 'Change {count} tickets', replyTitle: 'Same answer to {count} tickets', replyHint: 'Sent for each ticket by itself. Tickets that cannot be answered, such as unassigned ones, are left alone, and you are told why.', asItIs: 'Leave as it is', state: 'State', stateHint: 'Only tickets on hold or solved can be reopened, only solved ones closed.', do: 'Change {count}',
    type: { change: 'Change', reply: 'Same answer', undo: 'Undoing a change' }, progress: '{done} of {total}', ended: { done: 'Done', cancelled: 'Stopped' }, counts: '{done} done · {unchanged} unchanged · {failed} failed', stop: 'Stop', failures: 'Tickets that failed',
  },
  settings: { title: 'Ticket handling', text: 'How this service works on its tickets.', undo: 'Taking answers back', undoSeconds: 'Seconds in which an answer can be taken back', undoHint: 'An answer leaves when this time is over. 0 sends at once. At most 60 seconds.', undoWrong: 'Enter a number from 0 to 60.', theirs: 'Somebody else saved {theirs} seconds meanwhile. Saving again makes it {mine}.' },
  edited: { title: 'Somebody else changed it meanwhile', text: 'It is “{theirs}” now. Change it to “{mine}”?', mine: 'Use mine' },
}
