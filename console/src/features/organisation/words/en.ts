import type { organisationKo } from './ko.js'

/** Every word of the organisation's administration. */
export const organisationEn: typeof organisationKo = {
  title: 'Organisation',
  language: { ko: 'Korean', en: 'English' },
  service: {
    title: 'Services', text: 'Add services to the organisation; suspend, resume or terminate them.', add: 'Add service', edit: 'Edit basic data', conclude: 'Conclude and add', name: 'Name', code: 'Code', codeHint: 'Part of addresses, cannot be changed. A letter first, then letters, digits, _ and -.', typeLabel: 'Type', timeZone: 'Time zone', timeZoneHint: 'Days and months are divided by it.',
    state: { in_use: 'In use', suspended: 'Suspended', terminated: 'Terminated' }, type: { consultation: 'Consultation', issue: 'Issues' }, typeLong: { consultation: 'Consultation: customers on every channel', issue: 'Issues: tickets transferred from consultation services' },
    suspend: 'Suspend', suspendTitle: 'Suspend {name}?', suspendText: 'Its agents cannot open it. Mail is still taken in, and it can be resumed at any time.', suspendDone: '{name} is suspended.',
    resume: 'Resume', resumeTitle: 'Use {name} again?', resumeText: 'It works as before it was suspended.', resumeDone: '{name} is in use again.',
    terminate: 'Terminate', terminateTitle: 'Terminate {name}?', terminateText: 'This cannot be undone. Organisation admins can still read its data; nobody can change it.', terminateDone: '{name} is terminated.',
  },
  contract: {
    title: 'Contract', of: 'Contract of {name}', text: 'Choose what this service uses. A contract can be changed once a day.', items: 'Contract items', estimate: 'Estimated monthly cost', total: 'Total', estimateHint: 'Counted from the usage you expect. Each agent is charged once: for phone if they have phone, else for tickets, or for chat if they have chat only.',
    inMinutes: '{name} (minutes)',
    appear: 'Switched on', vanish: 'Switched off', part: { items: 'Items', menus: 'Menus', channels: 'Channels', roles: 'Roles' }, losing: 'No agent loses anything | {n} agent loses access | {n} agents lose access', everything: 'Nothing left to do', dataStays: 'No data and no granted role is deleted; contracted again, all is as it was.', past: 'The last three months under this contract', noPast: 'There is no whole month to compare with yet.', was: 'Billed', would: 'Under this contract', difference: 'Difference', onceText: 'After this it cannot be changed again today.', changeTitle: 'Change the contract?', change: 'Change contract', changed: 'The contract was changed.', notInUse: 'Only the contract of a service in use can be changed.', changedToday: 'It was changed today. It can be changed again from {time}.',
    history: 'Contracts so far', kind: { concluded: 'Concluded', changed: 'Changed', operator: 'Changed by the operator' },
  },
  billing: {
    title: 'Billing', text: 'What each service used in a month, and what it costs.', month: 'Month', previous: 'Last month', service: 'Service', allTypes: 'All types', allServices: 'All services', soFar: 'The month so far.', none: 'Nothing to bill', noneText: 'There was no such service in this month.', row: 'Item', used: 'Used', amount: 'Amount', unit: { user: '{n} user | {n} users', case: '{n} case | {n} cases', service: '{n} contract | {n} contracts' }, openFigure: '{name}, {n}: see what it counts', entry: { sum: '{n} in all', login: 'Log-in', number: 'Number', name: 'Name', roles: 'Roles', since: 'From', at: 'Time', until: 'Until', concluded: 'Concluded', by: 'By', quantity: 'Talk time' },
  },
  price: {
    title: 'Prices', text: 'What contract items cost. The operator can set prices for months to come.', above: 'above {n}', free: 'free', none: 'No price is set, so nothing is charged.', since: 'from {day}', editOf: 'Edit price of {name}', fromMonth: 'From the month', aboveLabel: 'Above', won: 'Won each', addStep: 'Add a step', removeStep: 'Remove the step', per: { user: 'user and month', case: 'case', second: 'second', service: 'service and month' },
  },
  data: {
    title: 'Organisation data', text: 'What names the organisation to other systems.', name: 'Name', id: 'Id', domain: 'Domain', url: 'Address', copyOf: 'Copy {what}', copied: 'Copied.',
    key: 'Organisation key', keyText: 'The secret by which other systems prove that they are yours.', noKey: 'None was issued yet.', issue: 'Issue a key', issueText: 'A key for the organisation is made.', rotate: 'Change key', rotateText: 'A new key is made. The one before is taken for as long as you choose.', rotated: 'There is a new key.', overlap: 'The old key is taken for', noOverlap: 'Not any longer', hours: '{n} hour | {n} hours', days: '{n} day | {n} days', since: 'Made {time}', until: 'Replaced. Taken until {time}.',
  },
  branding: {
    title: 'Logo and colour', text: 'Shown on the organisation’s log-in page and in the console.', logo: 'Logo', logoText: 'A PNG, JPEG, WebP or SVG picture of at most 256 KB.', noLogo: 'There is no logo yet.', choose: 'Choose a logo', replace: 'Replace the logo', remove: 'Remove the logo',
    accent: 'Accent colour', accentText: 'The colour of buttons, links and what is selected.', pick: 'Pick', code: 'Colour code', notColour: 'Write it like #3056d3.', reset: 'Use the default', preview: 'Buttons and links in the accent colour',
    goodLight: 'Light theme: the colour is used as it is. Its contrast with white text is {ratio}:1.', darker: 'Light theme: the contrast with white text is {ratio}:1, not safely what reading needs (AA, {wanted}:1), so the darker {used} is used.',
    goodDark: 'Dark theme: the colour is used as it is. Its contrast with black text is {ratio}:1.', lighter: 'Dark theme: the contrast with black text is {ratio}:1, not safely what reading needs (AA, {wanted}:1), so the lighter {used} is used.',
  },
  item: {
    ticket: { name: 'Tickets', text: 'Email, tickets, inquiries, notices, basic statistics. Always on.' }, telticket: { name: 'Phone', text: 'CTI, phone widget, IVR, outbound numbers' }, chat: { name: 'Chat', text: 'Chat, Kakao, satisfaction statistics' }, helpdoc: { name: 'FAQ', text: 'FAQ in the help centre' }, endusermanagement: { name: 'Customer information', text: 'List of customers and their history' }, callback: { name: 'Callback', text: 'Callback requests and their assignment' },
    knowledge: { name: 'Knowledge base', text: 'Knowledge for agents' }, smssend: { name: 'SMS', text: 'Messages are billed by their provider.' }, smssendingstatus: { name: 'SMS statistics', text: 'What was sent and what arrived' }, reinquiryrate: { name: 'Re-inquiry rate', text: 'Statistics of customers who ask again' }, electronicboard: { name: 'Wallboard', text: 'The present state on a big screen' }, security: { name: 'Security', text: 'Masking and log forwarding. Only the operator switches it.' },
  },
}
