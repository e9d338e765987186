import { AppError, inject, injectable, LOG, MEMBER_SIGN_IN, token, type Log, type MemberSignIn, type SignInMember } from 'adapters-sdk'
import type { Provider } from '../provider/provider.js'
import { PROVIDERS, type Providers } from '../provider/providers.js'
import { ATTEMPTS, type Attempts } from './attempts.js'
import { browserMarkOf, markBrowser, type RequestHeaders } from './browser-mark.js'
import { IDENTITIES, type Identities } from './identities.js'
import { OIDC, OidcError, type Oidc, type Proof } from './oidc.js'

interface Request { readonly ip: string; readonly headers: RequestHeaders }
export interface Redirect { readonly to: string; readonly headers: Readonly<Record<string, string>> }

const SETTINGS_PAGE = '/organisation/sso/settings#trial'

export const LOG_IN = token<LogIn>('sso.log-in@1')

/** Takes a member to the provider and back into the console. */
@injectable()
export class LogIn {
  constructor(
    @inject(PROVIDERS) private readonly providers: Providers,
    @inject(OIDC) private readonly oidc: Oidc,
    @inject(ATTEMPTS) private readonly attempts: Attempts,
    @inject(IDENTITIES) private readonly identities: Identities,
    @inject(MEMBER_SIGN_IN) private readonly members: MemberSignIn,
    @inject(LOG) private readonly log: Log,
  ) {}

  /** What has to be entered at the provider, and where browsers come back to. */
  async redirectUri(): Promise<string> {
    const { url, domain } = await this.members.organisation()
    return `${url}/public/o/${encodeURIComponent(domain)}/sso/callback`
  }

  /** To the provider. A trial may use settings that are not switched on yet. */
  async start(request: Request, { returnTo, trial }: { readonly returnTo: string; readonly trial: boolean }): Promise<Redirect> {
    const provider = await this.providers.current()
    if (!provider || !(provider.active || trial)) throw new AppError('sso.not_set_up')
    const config = await this.#discover(provider)
    const redirectUri = await this.redirectUri()
    const { mark, headers } = markBrowser(request.headers, redirectUri)
    const checks = await this.attempts.begin(mark, { returnTo, trial, providerVersion: provider.version })
    return { to: await this.oidc.questionFor(config, redirectUri, checks), headers }
  }

  /** Back from the provider with `answer`: to where the member wanted to go, or to the log-in page with the reason. */
  async finish(request: Request, answer: URLSearchParams): Promise<Redirect> {
    const attempt = await this.attempts.take(answer.get('state') ?? '', browserMarkOf(request.headers))
    if (!attempt) throw new AppError('sso.attempt_unknown')
    if (!attempt.sameBrowser) throw new AppError('sso.other_browser')
    const provider = await this.providers.current()
    if (provider?.version !== attempt.providerVersion) throw new AppError('sso.settings_changed')
    const prove = async (): Promise<Proof> => {
      const here = new URL(await this.redirectUri())
      here.search = answer.toString()
      return this.oidc.prove(await this.#discover(provider), here, attempt.checks, provider.claim)
    }
    const { url } = await this.members.organisation()
    if (attempt.trial) {
      await this.#try(provider, prove)
      return { to: url + SETTINGS_PAGE, headers: {} }
    }
    const proof = await prove()
    const member = await this.identities.memberFor(provider, proof)
    if (member.operator) throw new AppError('sso.member_operator')
    await this.identities.link(member.id, proof)
    const headers = await this.members.open(member.id, request)
    if (!headers) throw new AppError('sso.member_disabled')
    await this.providers.worked(provider.version)
    return { to: url + attempt.returnTo, headers }
  }

  /** Everything but the session: how it went is kept for the admin's page. */
  async #try(provider: Provider, prove: () => Promise<Proof>): Promise<void> {
    let proof: Proof | undefined
    let member: SignInMember | undefined
    let failure: unknown
    try {
      proof = await prove()
      member = await this.identities.memberFor(provider, proof)
      await this.providers.worked(provider.version)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      failure = error
    }
    const code = failure instanceof AppError ? failure.code : null
    await this.providers.keepTrial(provider.version, { code, claim: provider.claim, detail: failure instanceof OidcError ? failure.detail.slice(0, 500) : null, memberName: member?.name ?? null, subject: proof?.subject ?? null })
    this.log.info({ code }, 'a log-in was tried')
  }

  #discover(provider: Provider) {
    return this.oidc.discover({ discoveryUrl: provider.discoveryUrl, clientId: provider.clientId, secret: this.providers.secretOf(provider) })
  }
}
