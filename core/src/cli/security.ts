import { expectArguments, UsageError, type Command } from './command.js'
import { asOrganisation, withCore } from './with-core.js'

export const security: Command = {
  name: 'security',
  usage: '<organisation domain> <service code> on | off | show',
  summary: 'Switches the security service (masking, log forwarding) of a service, which only the operator can',
  help: `Only while the service is in use; it does not count as the one change of a contract a day. Safe to run twice.
Can be called while the server runs, and holds at once.`,
  run(context) {
    const [domain, code, what] = expectArguments(context.arguments, 3)
    if (!['on', 'off', 'show'].includes(what!)) throw new UsageError(`on, off or show, not ${what}`)
    return withCore(context, (core) =>
      asOrganisation(core, domain!, async () => {
        const { scopes } = core.organisations
        if (!(await core.organisations.services.list()).some((one) => one.code === code)) throw new Error(`There is no service ${code} in the organisation ${domain}.`)
        if (what !== 'show') {
          await scopes.openInUse(code!, async (service) => {
            const items = [...(await core.contracts.active())].filter((item) => item !== 'security')
            await core.contracts.change(service, what === 'on' ? [...items, 'security'] : items, true)
          })
        }
        const active = await scopes.open(code!, () => core.contracts.isActive('security'))
        context.terminal.out(`security of ${domain}/${code} is ${active ? 'on' : 'off'}`)
        return 0
      }),
    )
  },
}
