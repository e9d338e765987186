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
