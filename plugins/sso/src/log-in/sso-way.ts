import { inject, injectable, MEMBER_SIGN_IN, type LogInWays, type MemberSignIn } from 'adapters-sdk'
import { PROVIDERS, type Providers } from '../provider/providers.js'

/** What the log-in page of the organisation offers beside the password, or instead of it. */
@injectable()
export class SsoWay implements LogInWays {
  constructor(@inject(PROVIDERS) private readonly providers: Providers, @inject(MEMBER_SIGN_IN) private readonly members: MemberSignIn) {}

  async current(): ReturnType<LogInWays['current']> {
    const provider = await this.providers.current()
    if (!provider?.active) return { passwords: 'all', ways: [] }
    const { domain, url } = await this.members.organisation()
    return { passwords: provider.passwords, ways: [{ name: provider.name, url: `${url}/public/o/${encodeURIComponent(domain)}/sso/start` }] }
  }
}
