import { AppError, inject, injectable, LOG, MEMBER_SIGN_IN, Reply, route, z, type Log, type MemberSignIn, type Route, type RouteSet } from 'adapters-sdk'
import { LOG_IN, type LogIn, type Redirect } from './log-in.js'
import { OidcError } from './oidc.js'
import { returnPath } from './return-path.js'

const params = z.object({ organisation: z.string() })
const answer = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

/** Where browsers go to log in with the provider, and where it sends them back to. */
@injectable()
export class LogInRoutes implements RouteSet {
  constructor(@inject(LOG_IN) private readonly logIn: LogIn, @inject(MEMBER_SIGN_IN) private readonly members: MemberSignIn, @inject(LOG) private readonly log: Log) {}

  readonly routes: readonly Route[] = [
    route({ kind: 'organisation-public', method: 'GET', path: '/start', summary: 'To the provider of the organisation', params, query: z.object({ to: z.string().optional() }), status: 302 }, ({ query, ip, headers }) => {
      const returnTo = returnPath(query.to)
      return this.#redirect(returnTo, () => this.logIn.start({ ip, headers }, { returnTo, trial: false }))
    }),
    route({ kind: 'organisation-public', method: 'GET', path: '/callback', summary: 'Back from the provider', params, query: answer, status: 302 }, ({ query, ip, headers }) =>
      this.#redirect('/', () => this.logIn.finish({ ip, headers }, new URLSearchParams(Object.entries(query).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as [string, string]))))),
    ),
  ]

  /** A person is waiting, so that a failure leads to a page too: the log-in page, which says what happened. */
  async #redirect(returnTo: string, work: () => Promise<Redirect>): Promise<Reply> {
    let target: Redirect
    try {
      target = await work()
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'http.internal'
      if (error instanceof AppError) this.log.info({ code, detail: error instanceof OidcError ? error.detail : undefined }, 'a log-in with SSO was refused')
      else this.log.error({ err: error }, 'a log-in with SSO failed')
      const { logInUrl } = await this.members.organisation()
      const query = new URLSearchParams({ problem: code, ...(returnTo === '/' ? {} : { to: returnTo }) })
      target = { to: `${logInUrl}?${query.toString()}`, headers: {} }
    }
    return new Reply(undefined, { status: 302, headers: { ...target.headers, Location: target.to } })
  }
}
