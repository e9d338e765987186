import { signUpSchema } from '../organisations/index.js'
import { choose, expectArguments, UsageError, type Command, type CommandContext } from './command.js'
import { withCore } from './with-core.js'

const SERVICE = { ko: '고객센터', en: 'Help desk' }

export const organisation: Command = {
  name: 'organisation',
  usage: 'list | create <domain> <name> <owner login> <owner name> <owner mail>',
  summary: 'Lists the organisations, or signs one up',
  help: `list    domain, name, services and members of each
create  makes the organisation with its first service and its owner, who gets a link to set a password by mail; where no
        mail leads out (OC_EMAIL_RELAY_URL), the link is printed. A mail leaves once the server runs.

  --service CODE                code of the first service (help)
  --service-name NAME           its name
  --language ko|en              language of the organisation's first service and members (ko)
  --member LOGIN,NAME,MAIL      one more member, without rights yet; as often as you like

opencontact organisation create acme "Acme Inc." jane "Jane Kim" jane@acme.example --member mina,"Mina Lee",mina@acme.example`,
  options: ['service', 'service-name', 'language', 'member'],
  run: (context) => choose(context, { list, create }),
}

function list(context: CommandContext): Promise<number> {
  expectArguments(context.arguments, 0)
  return withCore(context, async (core) => {
    const rows = await core.organisations.organisations.list()
    const width = Math.max(0, ...rows.map(({ domain }) => domain.length))
    for (const { domain, name, services, members } of rows) context.terminal.out(`${domain.padEnd(width)}  ${name}  services: ${services}, members: ${members}`)
    return 0
  })
}

function create(context: CommandContext): Promise<number> {
  const { options, terminal } = context
  const [domain, name, login, called, email] = expectArguments(context.arguments, 5)
  const last = (option: string) => options[option]?.at(-1)
  const language = last('language') ?? 'ko'
  const others = (options['member'] ?? []).map((text) => {
    const [id, who, mail, ...rest] = text.split(',')
    if (mail === undefined || rest.length > 0) throw new UsageError(`--member wants LOGIN,NAME,MAIL, not ${text}`)
    return { login: id, name: who, email: mail, owner: false }
  })
  const given = signUpSchema.safeParse({
    organisation: name,
    domain,
    service: { name: last('service-name') ?? SERVICE[language === 'en' ? 'en' : 'ko'], code: last('service') ?? 'help' },
    members: [{ login, name: called, email, owner: true }, ...others],
    language,
  })
  if (!given.success) throw new UsageError(given.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'))
  return withCore(context, async (core) => {
    const { url, owners } = await core.organisations.signUp.byOperator(given.data)
    terminal.out(`Address  ${url}`)
    for (const owner of owners) terminal.out(owner.link === null ? `Owner    ${owner.login}; the link to set a password goes to ${owner.email}` : `Owner    ${owner.login}; no mail leads out of here, so pass this link on: ${owner.link}`)
    return 0
  })
}
