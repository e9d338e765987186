/** Every word of customers' records. */
export const customerEn = {
  title: 'Customer', number: 'Number', name: 'Name', scheme: { email: 'Email', phone: 'Phone', handle: 'Account', opaque: 'Identifier' },
  kind: { name: 'Name', login: 'ID', email: 'Email', phone: 'Phone', userKey: 'User key' },
  edit: 'Change', editTitle: 'Change the customer', editText: 'Each field can keep several values. What you empty is removed.', more: 'Add: {kind}', nth: '{kind} {n}', known: 'Channels know the customer by this value, so it stays.', saved: 'The customer was saved.', newer: 'Saved now: {values}',
  merge: 'Merge', mergeTitle: 'Merge customers', mergeText: 'Find the customer who is the same person. Tickets and addresses come together here; a merge can be undone at any time.', find: 'Find whom to merge', findPlaceholder: 'Name, email, phone, ID or number', finding: 'Searching', nobody: 'Nobody found', nobodyText: 'Try another value.', found: 'Customers found',
  appended: 'Added to this customer', appendedTo: '{who} becomes part of the customer {number}.', nothingOverwritten: 'What is there stays; values that differ are kept side by side.', nothingNew: 'No new values: only tickets and addresses come together.', mergedDone: 'The customers were merged.',
  parts: '{n} merged customer | {n} merged customers', undo: 'Undo the merge', undoOf: 'Undo the merge of {number}', undoTitle: 'Undo the merge?', undoText: '{who} stands alone again, with the tickets and addresses from before, and with what came to those addresses since.', undone: 'The merge was undone.', noName: 'No name', prefilled: 'From the customer’s record', tells: 'Part of the customer’s record', tellsHint: 'When empty it shows what the record has; what is entered is added to the record.', tellsNothing: 'Not part of it',
}
