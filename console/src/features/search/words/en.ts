/** Words of the search for tickets. */
export const searchEn = {
  title: 'Search tickets', words: 'Words', placeholder: 'Text, subject, name, phone, ticket number', fields: 'Filters', any: 'Any', clear: 'Clear filters', without: 'Without {field}', found: '{count} found', byAgent: 'Created by hand',
  startTitle: 'What are you looking for?', startText: 'A few letters are enough: beginnings of words, Korean initials, part of a phone number or mail address, a ticket number. Of several words, all must be in the ticket.',
  noneTitle: 'No ticket found', noneText: 'Use fewer words or other filters. The spam box is searched when you choose the state Spam.', partial: 'Few tickets meet these filters; the search stopped here. There may be older ones.', further: 'Search older tickets',
  sort: { label: 'Order', newest: 'Newest', best: 'Best match' },
  in: { message: 'Message', file: 'Attachment', customer: 'Customer' },
  field: { number: 'Ticket number', subject: 'Subject', customerName: 'Customer name', customerEmail: 'E-mail', customerPhone: 'Phone', customerId: 'Account', customerNumber: 'Customer number', state: 'State', priority: 'Priority', group: 'Group', assignee: 'Assignee', channel: 'Channel', intakeType: 'Intake type', handlingType: 'Handling type', from: 'Created from', to: 'Created until' },
}
