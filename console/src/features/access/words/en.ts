/** Every word of the pages before log-in. */
export const accessEn = {
  logInWith: 'Log in with {name}', or: 'or', adminPassword: 'Organisation admins: log in with a password',
  logIn: 'Log in', logOut: 'Log out', login: 'Login', password: 'Password', newPassword: 'New password', passwordHint: 'At least 10 characters; longer is better.', organisation: 'Organisation domain', organisationHint: 'The domain chosen at sign-up, for example acme.', otherOrganisation: 'Log in to another organisation',
  forgot: 'Forgot your password?', forgotTitle: 'Reset the password', forgotText: 'Enter your login and we mail you a link.', forgotSent: 'If that login exists, a link is on its way by mail. If none arrives, ask your organisation’s admin.',
  forgotNoMail: 'This server cannot send mail. Ask its operator for a link to set your password.',
  sendLink: 'Send the link', backToLogIn: 'Back to log-in', resetTitle: 'Set your password', setPassword: 'Set password', resetDone: 'Your password is set. Log in.',
}
export const setUpEn = {
  title: 'Welcome to OpenContact', text: 'Register your organisation, its first service, and yourself as its admin.', done: 'This installation is already set up.', badLink: 'This link is wrong or was used already. The server prints a new one where it was started.',
  organisation: 'Organisation', organisationName: 'Name', domain: 'Domain', domainHint: 'Used to log in and in mail addresses. Small letters, digits, hyphens.', service: 'First service', serviceName: 'Name', serviceCode: 'Code', serviceCodeHint: 'Used in addresses. Small letters, digits, hyphens.', serviceDefault: 'Help desk', member: 'Admin', submit: 'Start',
}
export const signUpEn = {
  title: 'Sign an organisation up', text: 'Register your organisation, its first service and its members. Owners get a link by mail to set a password.', submit: 'Sign up', link: 'Sign an organisation up',
  domainHint: 'Part of your address and of mail addresses; it cannot be changed. Small letters, digits, hyphens.', taken: { organisation: 'There is an organisation of this name already.', domain: 'This domain is taken.' },
  members: 'Members', membersText: 'Whoever forgets a password gets a link at the address given here, so type it carefully.', memberAt: 'Member {at}', owner: 'Owner (organisation admin)', addMember: 'Add member', removeMember: 'Remove member {at}',
  doneTitle: 'Your organisation is signed up', doneText: 'The owner has mail. Set a password with the link in it, then log in at the address below.', othersText: 'Other members set their password at this address with “Forgot your password?”.',
  byOperator: 'Only the operator signs organisations up on this server. Ask them.', noMail: 'Nobody can sign up now: this server cannot send mail yet, and the link to begin with comes by mail. Tell its operator.',
}
