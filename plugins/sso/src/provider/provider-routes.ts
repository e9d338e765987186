import { AppError, HTTP, inject, injectable, MEMBER_SIGN_IN, Reply, route, z, type Http, type MemberSignIn, type Route, type RouteSet } from 'adapters-sdk'
import { SSO_ERRORS } from '../errors.js'
import { IDENTITIES, type Identities } from '../log-in/identities.js'
import { LOG_IN, type LogIn } from '../log-in/log-in.js'
import { OIDC, OidcError, type Oidc } from '../log-in/oidc.js'
import { assertWebAddress } from '../web-address.js'
import { providerSchema, type Provider } from './provider.js'
import { PROVIDERS, type Providers } from './providers.js'

const problem = z.object({ code: z.string(), title: z.string(), remedy: z.string() })
const view = z.object({
  /** What the provider wants to know about us. */
  redirectUri: z.string(),
  provider: providerSchema
    .extend({
      secretSet: z.boolean(),
      workedAt: z.string().nullable(),
      trial: z.object({ at: z.string(), problem: problem.nullable(), detail: z.string().nullable(), memberName: z.string().nullable(), subject: z.string().nullable() }).nullable(),
      version: z.number(),
    })
    .nullable(),
})
const shared = { kind: 'organisation', permission: 'organisation' } as const
const id = z.coerce.number().int().positive()

/** Members' log-in by OpenID Connect: its settings, trying them, and who is linked to whom. */
@injectable()
export class ProviderRoutes implements RouteSet {
  constructor(
    @inject(PROVIDERS) private readonly providers: Providers,
    @inject(LOG_IN) private readonly logIn: LogIn,
    @inject(OIDC) private readonly oidc: Oidc,
    @inject(IDENTITIES) private readonly identities: Identities,
    @inject(MEMBER_SIGN_IN) private readonly members: MemberSignIn,
    @inject(HTTP) private readonly http: Http,
  ) {}

  readonly routes: readonly Route[] = [
    route({ ...shared, method: 'GET', path: '/provider', summary: 'The provider that members log in with', response: view }, ({ caller }) => this.#view(caller.language)),
    route(
      { ...shared, method: 'PUT', path: '/provider', summary: 'Change the provider; without a secret the stored one stays', body: providerSchema.extend({ secret: z.string().max(500).optional(), version: z.number().int().min(0) }), response: view },
      async ({ body, caller }) => {
        assertWebAddress('discoveryUrl', body.discoveryUrl, this.http, caller.language)
        await this.providers.save(body)
        return this.#view(caller.language)
      },
    ),
    route({ ...shared, method: 'DELETE', path: '/provider', summary: 'Remove the provider; everybody logs in with a password again', status: 204 }, () => this.providers.remove()),
    route(
      { ...shared, method: 'POST', path: '/provider/check', network: true, summary: 'Read a provider’s document without saving anything', body: z.object({ discoveryUrl: z.string().trim().min(1).max(500) }), response: z.object({ issuer: z.string().nullable(), problem: problem.nullable(), detail: z.string().nullable() }) },
      async ({ body: { discoveryUrl }, caller }) => {
        assertWebAddress('discoveryUrl', discoveryUrl, this.http, caller.language)
        try {
          const config = await this.oidc.discover({ discoveryUrl, clientId: 'check', secret: '' })
          return { issuer: config.serverMetadata().issuer, problem: null, detail: null }
        } catch (error) {
          if (!(error instanceof OidcError)) throw error
          return { issuer: null, problem: words(error.code, '', caller.language), detail: error.detail.slice(0, 500) }
        }
      },
    ),
    route({ ...shared, method: 'POST', path: '/provider/trial', network: true, summary: 'Begin a log-in that signs nobody in: leads to the provider', response: z.object({ url: z.string() }) }, async ({ ip, headers }) => {
      const { to, headers: answer } = await this.logIn.start({ ip, headers }, { returnTo: '/', trial: true })
      return new Reply({ url: to }, { headers: answer })
    }),
    route(
      { ...shared, method: 'GET', path: '/links', summary: 'Which member each account of the provider is', query: z.object({ cursor: id.optional() }), response: z.object({ items: z.array(z.object({ id: z.number(), subject: z.string(), member: z.object({ name: z.string(), login: z.string() }).nullable(), linkedAt: z.string() })), next: z.string().nullable() }) },
      async ({ query }) => {
        const { items, next } = await this.identities.list(query.cursor ?? Number.MAX_SAFE_INTEGER)
        const shown = await Promise.all(items.map(async ({ memberId, linkedAt, ...link }) => {
          const [member] = await this.members.find({ id: memberId })
          return { ...link, member: member ? { name: member.name, login: member.login } : null, linkedAt: new Date(linkedAt).toISOString() }
        }))
        return { items: shown, next: next === null ? null : String(next) }
      },
    ),
    route({ ...shared, method: 'DELETE', path: '/links/:id', summary: 'Unlink an account from its member', params: z.object({ id }), status: 204 }, async ({ params }) => {
      if (!(await this.identities.unlink(params.id))) throw new AppError('sso.link_not_found')
    }),
  ]

  async #view(language: 'ko' | 'en'): Promise<z.input<typeof view>> {
    const [redirectUri, provider] = [await this.logIn.redirectUri(), await this.providers.current()]
    return { redirectUri, provider: provider && shown(provider, language) }
  }
}

function shown({ secret, workedAt, trial, ...provider }: Provider, language: 'ko' | 'en') {
  return {
    ...provider,
    secretSet: secret !== '',
    workedAt: workedAt === null ? null : new Date(workedAt).toISOString(),
    trial: trial && { at: new Date(trial.at).toISOString(), problem: trial.code === null ? null : words(trial.code, trial.claim, language), detail: trial.detail, memberName: trial.memberName, subject: trial.subject },
  }
}

function words(code: string, claim: string, language: 'ko' | 'en'): z.infer<typeof problem> {
  const { title, remedy } = SSO_ERRORS[code]!
  return { code, title: title[language].replace('{claim}', claim), remedy: remedy[language] }
}
