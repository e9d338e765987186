import { expectArguments, type Command } from './command.js'
import { withCore } from './with-core.js'

export const password: Command = {
  name: 'password',
  usage: '<organisation domain> <login>',
  summary: 'Prints a link with which a member can set a new password',
  help: `For when no mail leads out of the installation. The link works once, for a day; the password stays as it is until it is used.
Can be called while the server runs.`,
  run(context) {
    const [domain, login] = expectArguments(context.arguments, 2)
    return withCore(context, async (core) => {
      const link = await core.access.passwordReset.linkFor(domain!, login!)
      if (link === null) throw new Error(`There is no member ${login} in an organisation ${domain}.`)
      context.terminal.out(link)
      return 0
    })
  },
}
