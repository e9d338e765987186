import { createCore } from '../main.js'
import { createLogger } from '../platform/index.js'
import { expectArguments, type Command } from './command.js'

export const password: Command = {
  name: 'password',
  usage: '<organisation domain> <login>',
  summary: 'Prints a link with which a member can set a new password',
  help: `For when no mail leads out of the installation. The link works once, for a day; the password stays as it is until it is used.
Can be called while the server runs.`,
  async run({ arguments: words, config, terminal }) {
    const [domain, login] = expectArguments(words, 2)
    const core = await createCore(config(), createLogger('silent'))
    try {
      const link = await core.access.passwordReset.linkFor(domain!, login!)
      if (link === null) {
        terminal.error(`There is no member ${login} in an organisation ${domain}.`)
        return 1
      }
      terminal.out(link)
      return 0
    } finally {
      await core.stop()
    }
  },
}
