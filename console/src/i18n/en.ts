import { categoryEn } from '../features/categories/words/en.js'
import { conditionEn } from '../features/conditions/words/en.js'
import { listEn } from '../features/lists/words/en.js'
import { accessEn, setUpEn, signUpEn } from '../features/access/words/en.js'
import { noticeEn } from '../features/notices/words/en.js'
import { fieldEn } from '../features/fields/words/en.js'
import { templateEn } from '../features/templates/words/en.js'
import { organisationEn } from '../features/organisation/words/en.js'
import { customerEn } from '../features/customers/words/en.js'
import { slaEn } from '../features/sla/words/en.js'
import { searchEn } from '../features/search/words/en.js'
import { relationEn } from '../features/relations/words/en.js'
import { togetherEn } from '../features/together/words/en.js'
import type { ko } from './ko.js'

/** Every English word of the console; the type keeps it as complete as the Korean. */
export const en: typeof ko = {
  action: { add: 'Add', apply: 'Apply', cancel: 'Cancel', close: 'Close', copy: 'Copy', delete: 'Delete', discard: 'Discard', edit: 'Edit', excel: 'Excel', first: 'First page', more: 'Show more', next: 'Next', retry: 'Try again', save: 'Save', search: 'Search', undo: 'Undo' },
  save: { changed: 'You have unsaved changes.', done: 'Saved.', leaveTitle: 'Leave without saving?', leaveText: 'What you changed on this page will be lost.', leave: 'Leave without saving' },
  shell: {
    language: 'Language', mainMenu: 'Main menu', menu: 'Open the menu', notices: 'Notices', offline: 'The connection to the server is lost and being restored. What you see may be out of date.', otherLanguage: '한국어로 보기',
    profile: 'My menu', skip: 'Skip to content', switchService: 'Switch service', work: 'Work', theme: { system: 'Follow the device', light: 'Light', dark: 'Dark' },
  },
  download: { busy: 'Downloading “{title}”', done: '“{title}” was downloaded.' },
  exportLog: { title: 'Downloads', text: 'Who took which data out as a file, and when.', tab: { changes: 'Permission changes', exports: 'Downloads' }, at: 'When', what: 'Data', member: 'By', conditions: 'Searched for', emptyTitle: 'Nothing was downloaded', emptyText: 'What is downloaded as Excel is noted here.' },
  command: { title: 'Search and go', open: 'Search tickets, menus', placeholder: 'Words, a ticket number or a menu', none: 'Nothing found.', openTicket: 'Open ticket {number}', searchTickets: 'Search tickets for “{query}”' },
  permissionLog: {
    title: 'Permission changes', text: 'Who changed whose rights, and when. Entries can be neither changed nor deleted.', number: 'No.', at: 'When', from: 'From', to: 'To', service: 'Service', actor: 'By', target: 'Whose', action: 'Change', what: 'Rights', person: 'Name or id', all: 'All', clear: 'Clear', wholeOrganisation: 'Whole organisation', system: 'System', becomes: 'becomes', groups: 'Groups: {names}',
    done: { added: 'Added', changed: 'Changed', removed: 'Removed' }, emptyTitle: 'Nothing found', emptyText: 'Try other conditions.', intact: 'All {count} entries are as they were written.', broken_missing: 'Entry {number} is gone. Somebody may have changed the database by hand.', broken_altered: 'Entry {number} is not what was written. Somebody may have changed the database by hand.',
  },
  admin: { one: 'Organisation admin', title: 'Organisation admins', text: 'Members who run the organisation and all its services. There is always at least one.', add: 'Add admin', added: 'The admin was added.', me: 'You', remove: 'Remove', removeOf: 'Remove {name} as admin', removeTitle: 'Remove {name} as organisation admin?', removeText: 'They can no longer enter the organisation pages. Their permissions in services stay.', removeSelf: 'You can no longer enter the organisation pages; another admin has to add you again.', removed: 'The admin was removed.' },
  members: { title: 'Members', text: 'A disabled member is signed out at once and cannot sign in again.', state: 'State', disabled: 'Disabled', enabled: 'Enabled', disable: 'Disable', enable: 'Enable', clear: 'Clear two-factor', clearOf: 'Clear two-factor log-in of {name}', clearTitle: 'Clear the two-factor log-in of {name}?', clearText: 'For a member who lost device and recovery codes: the password alone lets them in again. The permission log keeps it.', cleared: 'Two-factor log-in cleared.', disableOf: 'Disable {name}', enableOf: 'Enable {name}', disableTitle: 'Disable {name}?', disableText: 'They are signed out at once and cannot sign in again. Their permissions and tickets stay.' },
  sessions: { title: 'Where you are signed in', text: 'If you do not know one of them, sign it out and change your password.', here: 'This browser', since: 'signed in', unknown: 'Unknown browser', end: 'Sign out', endOf: 'Sign out {name}', endOthers: 'Sign out everywhere else', ended: 'Signed out.' },
  twoFactor: {
    title: 'Two-factor log-in', text: 'Logging in takes a code of your authenticator app besides the password.', isOn: 'On', isOff: 'Off', left: '{count} recovery codes left', switchOn: 'Switch on two-factor log-in', switchOff: 'Switch off two-factor log-in', passwordText: 'Type your password, so that we know it is you.', offText: 'Your password alone will then be enough. The recovery codes go with it.', off: 'Two-factor log-in is off.',
    scan: 'Scan the QR code with your authenticator app, then type the 6 digits it shows.', qr: 'QR code for the authenticator app', byHand: 'If you cannot scan it, type this into the app.', code: 'Code', codeHint: 'The 6 digits of your authenticator app, or a recovery code', codesTitle: 'Recovery codes', codesText: 'Each works once instead of a code, when you lost the device. They are shown only now: keep them safe.', copied: 'Recovery codes copied.', kept: 'I kept them',
  },
  performance: { title: 'My performance', text: 'What you did today, {day}, in {service}. The numbers stay current.', tickets: 'Tickets', unassigned: 'Unassigned', unassignedHint: 'Came today and nobody has them yet', inProgress: 'In progress', inProgressHint: 'In your hands now, those on hold included', solved: 'Solved', solvedHint: 'Solved by you today', closed: 'Closed', closedHint: 'Yours that were closed today', noneTitle: 'Nothing to show', noneText: 'Agents with tickets see their numbers here.' },
  notFound: { title: 'Page not found', text: 'The address has changed, or you may not see this service.', home: 'Go to the start' },
  noAccess: { title: 'You may not see this page', text: 'Your rights have changed, or this service does not use it. Ask a manager if you need it.' },
  noService: { title: 'There is no service for you yet', text: 'Your work begins here once you are an agent of a service. Ask your organisation’s admin.' },
  error: {
    network: { title: 'The server cannot be reached.', remedy: 'Check the network and try again. What you entered is kept.' },
    unexpected: { title: 'Something unexpected went wrong.', remedy: 'Try again. If it stays, tell the operator the code.' },
  },
  panel: { broken: 'The screen of the plugin {name} broke', brokenText: 'Everything else goes on working.' },
  access: accessEn,
  setup: setUpEn,
  signUp: signUpEn,
  member: { name: 'Name', email: 'Email', nickname: 'Nickname' },
  personal: { title: 'Personal settings', profile: 'About me', nicknameHint: 'What customers see in mails and chats.', assignable: 'Tickets may be assigned to me', assignableHint: 'When off, triggers assign no new tickets to you.', currentPassword: 'Current password', changePassword: 'Change password', passwordChanged: 'Your password was changed.' },
  notice: noticeEn,
  organisation: organisationEn,
  category: categoryEn,
  field: fieldEn,
  template: templateEn,
  combobox: { clear: 'Clear', nothing: 'Nothing found.' },
  sla: slaEn,
  together: togetherEn,
  relation: relationEn,
  search: searchEn,
  settings: { title: 'Service administration', homeTitle: 'What would you like to set up?', homeText: 'Choose from the menu on the left.' },
  schema: {
    choose: 'Choose', onePerLine: 'One per line.', field: { groupId: 'Group', agentId: 'Agent', assigneeId: 'Agent', how: 'How', priority: 'Priority', html: 'Text', subject: 'Subject', to: 'To', address: 'Mail address' },
    value: { none: 'Group only (nobody yet)', agent: 'A named agent', turn: 'In turn', random: 'At random', least: 'Least loaded agent', low: 'Low', normal: 'Normal', high: 'High', urgent: 'Urgent', customer: 'Customer', assignee: 'Assignee', group: 'Group', address: 'An address' },
  },
  ticket: {
    intakeType: 'Intake type', handlingType: 'Handling type', sorted: '{kind} changed.', unsorted: 'None', unknownType: '(deleted type)',
    selection: 'Selected tickets', select: 'Select {subject}', selected: '{n} selected', clearSelection: 'Clear the selection', title: 'Tickets', one: 'Ticket', list: 'Ticket list', listShort: 'List', create: 'New ticket', createTitle: 'New ticket', created: 'The ticket was created.', subject: 'Subject', body: 'Text', channel: 'Channel', group: 'Group', assignee: 'Assignee', inbox: 'Inbox', createdAt: 'Received', none: 'None', side: 'Ticket and customer', actions: 'Ticket actions',
    arrived: '{n} new ticket in the list. | {n} new tickets in the list.', newMessages: '{n} new message | {n} new messages', earlier: 'Earlier messages ({count} more)', copy: 'Copy the ticket number', copied: 'Ticket number copied.', reopened: 'Reopened once | Reopened {n} times',
    take: 'Take', takeInto: 'Take it into which group?', taken: 'The ticket is yours.', noGroup: 'You are in no group and cannot take it. Ask a manager to add you to one.', handOver: 'Hand over', handedOver: 'The ticket was handed over.', handOverHint: 'Left empty, it becomes an unassigned ticket of the group.', groupOnly: 'Group only', toNobody: 'Nobody yet',
    reopen: 'Work on it again', close: 'Close', stateChanged: 'The state is now “{state}”.', restore: 'Not spam', restored: 'Restored from the spam box.', deleteTitle: 'Delete this ticket?', deleteText: 'Its {count} messages and their attachments are deleted with it. This cannot be undone.', deleted: 'The ticket was deleted.', movedToSpam: 'Moved to the spam box.', solvedInternally: 'Solved internally.',
    customerEmail: 'Customer’s email', customerName: 'Customer’s name', sendFrom: 'Send from', notify: 'Mail it to the customer', notifyHint: 'When off, the text stays in the ticket.', priorityLabel: 'Priority', priorityChanged: 'Priority is now {priority}.', reasonLabel: 'Reason', reasonNote: 'Note (optional)', spamHint: 'Spam moves the ticket to the spam box.', noHistory: 'No other inquiries', noHistoryText: 'Other tickets of this customer will show here.',
    tab: { conversation: 'Conversation', history: 'Inquiries', events: 'Events', data: 'Details' },
    state: { unassigned: 'Unassigned', in_progress: 'In progress', transfer_in_progress: 'Transfer in progress', transfer_answered: 'Transfer answered', on_hold: 'On hold', solved: 'Solved', closed: 'Closed', spam: 'Spam' },
    priority: { low: 'Low', normal: 'Normal', high: 'High', urgent: 'Urgent' },
    reason: { spam: 'Spam', abuse: 'Abuse', test: 'Test', duplicate: 'Duplicate', solved_by_chat: 'Solved by chat', solved_by_phone: 'Solved by phone', other: 'Other' },
    view: { all: 'All tickets', unassigned: 'Unassigned', group: 'My groups', in_progress: 'My in progress', on_hold: 'My on hold', solved: 'My solved', closed: 'My closed', spam: 'Spam box' },
    empty: {
      all: { title: 'No tickets yet', text: 'They appear when a customer writes or you create one.' }, unassigned: { title: 'Nothing unassigned', text: 'New inquiries show up here by themselves.' }, group: { title: 'No tickets in your groups', text: 'Tickets assigned to a group of yours show here.' },
      in_progress: { title: 'Nothing in progress', text: 'Take one of the unassigned tickets to begin.' }, on_hold: { title: 'Nothing on hold', text: 'Tickets you answered for now and put on hold collect here.' }, solved: { title: 'Nothing solved yet', text: 'Tickets you solve close after 14 days.' }, closed: { title: 'Nothing closed yet', text: 'Solved tickets come here when their time has passed.' }, spam: { title: 'The spam box is empty', text: 'Solving a ticket internally as spam moves it here.' },
    },
  },
  customer: customerEn,
  message: { note: 'Comment', quiet: 'Automatic mail', hidden: 'Not shown to the customer', showQuoted: 'Show earlier mail', hideQuoted: 'Hide earlier mail', kind: { customer: 'Message from {name}', reply: 'Answer by {name}', note: 'Comment by {name}', quiet: 'Automatic mail from {name}' } },
  composer: {
    title: 'Write an answer', reply: 'Reply', note: 'Comment', to: 'To {to}', replyPlaceholder: 'Write your answer to the customer.', notePlaceholder: 'Write something for your colleagues.', attach: 'Attach files', removeFile: 'Remove {name}', uploading: 'Uploading', tooMany: 'At most {max} files can be attached.', tooLarge: 'A file may have at most {max}.', saved: 'Draft saved',
    solve: 'Send and solve', solveHint: 'The final answer.', hold: 'Send and hold', holdHint: 'An answer for now.', internal: 'Solve internally', internalHint: 'Solved without an answer to the customer.', otherOutcome: 'Other outcomes', addNote: 'Add comment', noted: 'Comment added.', sentSolved: 'Answer sent, ticket solved.', sentHeld: 'Answer sent, ticket on hold.', takeFirst: 'Nobody has this ticket yet. Take it to answer.',
  },
  editor: { tools: 'Formatting', bold: 'Bold', italic: 'Italic', underline: 'Underline', strike: 'Strike through', bulletList: 'Bulleted list', orderedList: 'Numbered list', blockquote: 'Quote', link: 'Link', clear: 'Clear formatting', address: 'Address' },
  guard: { title: 'A new message arrived while you were writing', text: 'Nothing has been sent yet. Read the new message and decide.', edit: 'Change my answer', send: 'Send as it is', kind: { customer: 'Customer', reply: 'Another agent’s answer', note: 'Comment' } },
  delivery: {
    attempts: '{n} attempt | {n} attempts', resend: 'Send again', resendTitle: 'Send it again?', resendText: 'If it did arrive, {to} gets the same mail twice.', settleSent: 'Mark as sent', settleFailed: 'Mark as failed', unknownText: 'The connection broke while sending, so nobody knows whether it arrived. Ask the customer, then decide.',
    state: { queued: 'Waiting to be sent', sending: 'Sending', accepted: 'Accepted', sent: 'Sent', delivered: 'Delivered', read: 'Read', failed: 'Not sent', unknown: 'May have been sent', cancelled: 'Cancelled' },
    error: { transient_network: 'The mail server could not be reached.', transient_provider: 'The mail server refused for now.', rate_limited: 'Too many messages at once.', quota_exhausted: 'The sending quota is used up.', auth_expired: 'The credentials have expired.', auth_revoked: 'The mail server refused the log-in.', inbox_misconfigured: 'The sending settings are wrong.', recipient_invalid: 'The address does not exist or is wrong.', recipient_blocked: 'The recipient blocked it.', recipient_window_closed: 'The time for answering has passed.', content_too_long: 'The text is too long.', content_rejected: 'The receiving server refused the content.', content_unsupported: 'This format cannot be sent.', attachment_too_large: 'An attachment is too large.', attachment_unsupported: 'The recipient does not accept this attachment.', outcome_unknown: 'Whether it arrived is not known.' },
  },
  event: {
    trigger: 'The trigger “{name}”', nobody: 'unassigned', changed: '{who} changed the ticket', origin: { agent: 'An agent', customer: 'The customer', trigger: 'A trigger', channel: 'The channel', system: 'The system' },
    type: { sla_warning: 'The deadline is near: {deadline}', sla_breached: 'The deadline was missed: {deadline}', created: 'The ticket came in', taken: '{who} took it: {to}', handed_over: '{who} handed it over: {to}', assigned: '{who} assigned it: {to}', state: '{who} set the state to {state}', priority: '{who} set the priority to {priority}', fields: '{who} filled in fields', sorted: '{who} sorted it: {sorted}', reopened: 'The customer wrote again: {state}', internally_solved: '{who} solved it internally ({reason})', restored: '{who} restored it from the spam box', tagged: '{who} changed the tags: {tags}', followed: '{who} follows it', unfollowed: '{who} no longer follows it', linked: '{who} linked it with {number}', unlinked: '{who} unlinked it from {number}', merged: '{who} merged it into {number}', merged_in: '{who} merged {number} into it', unmerged: '{who} undid the merge into {number}', unmerged_from: '{who} undid the merge of {number}', reply_undone: '{who} took the answer back before it left', changed: '{who} changed the ticket', delivery: 'The delivery changed', trigger_action: 'Trigger “{title}”: {outcome}', trigger_failed: 'A result of the trigger “{title}” failed: {outcome}' },
  },
  why: {
    title: 'Why it is so', ask: 'Why?', all: 'Show all', nothing: 'No trigger did anything to this ticket.', held: 'holds', notHeld: 'does not hold', seen: 'the value was: {value}',
    state: { fired: 'Fired', not_matched: 'Did not match', shadow: 'Shadow', broken: 'Broken', off: 'Off' }, action: { done: 'done', failed: 'failed', shadow: 'not carried out' },
  },
  condition: conditionEn,
  list: listEn,
  trigger: {
    title: 'Triggers', text: 'Looked at from top to bottom. Where the conditions hold, the results are carried out.', add: 'New trigger', back: 'List', emptyTitle: 'No triggers yet', emptyText: 'For example: when the subject contains “bank transfer”, assign in turn in the group Payments and mail the customer that we have it.', up: 'Move {title} up', down: 'Move {title} down', deleted: 'The trigger was deleted.', deleteTitle: 'Delete this trigger?', deleteText: '“{title}” stops working. What it did stays on record.',
    name: 'Title', namePlaceholder: 'For example: assign payment mails', stateLabel: 'State', state: { on: 'On', off: 'Off', shadow: 'Shadow' }, stateLong: { on: 'On: acts when it matches', shadow: 'Shadow: only records, does not act', off: 'Off' }, shadowHint: 'It judges real tickets but carries nothing out. See “Why it is so” on a ticket.',
    when: 'When', whenText: 'What has to happen for the conditions to be looked at.', if: 'If', ifText: 'Without conditions it always acts.', then: 'Then', thenText: 'Carried out in order.', addResult: 'Add result', removeResult: 'Remove result {at}', codes: 'Substitution codes for texts:', inWords: 'In words', sentence: '{when}: {conditions} → {results}',
    noResult: 'no result', 
    wait: { state: 'In which state', minutes: 'After how many minutes', sentence: '{minutes} minutes in the state {state}', hint: 'Looked at once per ticket while it stays in that state. A change of the state begins the time anew.' },
    event: { ticket_created: 'Ticket created', customer_replied: 'Customer replied', agent_replied: 'Agent replied', ticket_changed: 'Ticket changed', ticket_handed_over: 'Ticket handed over', sla_warning: 'Deadline near', sla_breached: 'Deadline missed', time_passed: 'Time passed' },
  },
  agent: {
    title: 'Agents', text: 'Who works in this service, with which permissions and in which groups.', add: 'Add agent', added: 'The agent was added.', edit: 'Edit {name}', search: 'Name, nickname, login, email', roles: 'Permissions', groups: 'Groups', emptyTitle: 'No agents', emptyText: 'Change the search or add an agent.', invite: 'Invite', notContracted: 'Some roles need a part of the contract that the service does not have: {items}', oneGroup: 'Choose at least one group.', makeGroup: 'Make the group', groupName: 'Name of the new group', fromMembers: 'From members', member: 'Member', inviteText: 'They get a link by mail to set a password.', inviteLinkText: 'This server cannot send mail: you are shown a link to set the password, to be handed over in person.', linkTitle: 'Link to set a password', linkText: 'No mail could be sent, so the link is shown here. Hand it over in person; it works once.', linkCopied: 'Link copied.', remove: 'Remove from service', removeText: '{name} will no longer be able to enter this service. If they have open tickets, those become unassigned tickets of a group that you choose.', handTo: 'Tickets go to', removed: 'The agent was removed from the service.',
  },
  role: { manager_ticket: 'Manager · tickets', manager_phone: 'Manager · phone', manager_chat: 'Manager · chat', agent_ticket: 'Agent · tickets', agent_phone: 'Agent · phone', agent_chat: 'Agent · chat', callback_assign: 'Callback assignment' },
  group: { title: 'Groups', text: 'Groups share tickets among them. An agent can be in several.', add: 'New group', rename: 'Rename group', name: 'Name', placeholder: 'For example: Payments', edit: 'Rename {name}', people: '{n} agent | {n} agents', noMembers: 'No agents', emptyTitle: 'No groups yet', emptyText: 'With a group, tickets can be assigned.', deleteTitle: 'Delete {name}', deleteText: 'Its {n} agent leaves the group. Triggers that use it stop. | Its {n} agents leave the group. Triggers that use it stop.', deleted: 'The group was deleted.' },
  plugin: { title: 'Plugins', text: 'Switch on what this service uses. Switching off deletes nothing.', emptyTitle: 'No plugins installed', emptyText: 'Add one to the plugin folder and restart the server: it shows here.', channel: 'Channel: {name}', failed: 'Did not start', settings: 'Settings', settingsOf: 'Settings of {name}', use: 'Use {name}', always: 'Always on', switchedOn: '{name} is on.', switchedOff: '{name} is off.' },
  inbox: { title: 'Inboxes', empty: 'No inbox is connected yet.', state: { active: 'Working', needs_reauth: 'Needs new credentials', paused: 'Paused', disabled: 'Off' } },
  intake: {
    title: 'Intake', text: 'What became of everything that came in. Nothing is thrown away.', ledger: 'Ledger', ledgerText: 'Received = imported + duplicates + skipped + quarantined + waiting', receivedAt: 'Received', reason: 'Reason', size: 'Size', raw: 'Download the original', replay: 'Process again', replayed: 'Processed again.', emptyText: 'Mails that cannot be read are kept here with their original.',
    state: { received: 'Received', imported: 'Imported', duplicate: 'Duplicates', skipped: 'Skipped', quarantined: 'Quarantined', stored: 'Waiting' }, empty: { quarantined: 'Nothing in quarantine', imported: 'Nothing imported', skipped: 'Nothing skipped', duplicate: 'No duplicates' }, why: { payload_invalid: 'could not be read', adapter_bug: 'the channel failed', intake_same_message: 'came before', intake_own_message: 'sent by us', intake_unknown_bounce: 'a bounce of nothing we know', intake_unknown_receipt: 'a receipt of nothing we sent', intake_not_taken: 'of a kind that is not taken', intake_empty: 'nothing in it for us' },
  },
}
