import { expect } from 'vitest'

/** A browser as far as a log-in needs one: keeps cookies by host and goes where it is sent. */
export class Surfer {
  readonly #cookies = new Map<string, Map<string, string>>()

  constructor(readonly home: string) {}

  cookie(host = new URL(this.home).host): string {
    return [...(this.#cookies.get(host) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  async open(url: string, init: RequestInit = {}): Promise<Response> {
    const { host } = new URL(url)
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { ...(init.headers as Record<string, string>), cookie: this.cookie(host) } })
    for (const line of response.headers.getSetCookie()) {
      const [name, value] = line.split(';')[0]!.split(/=(.*)/s) as [string, string]
      this.#cookies.set(host, (this.#cookies.get(host) ?? new Map<string, string>()).set(name, value))
    }
    return response
  }

  /** Follows redirects, typing `account` into a log-in form; resolves to the first address at home that is a page. */
  async follow(start: string, account = ''): Promise<URL> {
    let url = new URL(start, this.home)
    for (let steps = 0; steps < 20; steps++) {
      // Pages are the console's, drawn in the browser: getting there is all that counts.
      if (url.origin === this.home && !url.pathname.startsWith('/public/')) return url
      let response = await this.open(url.href)
      if (response.status === 200 && (await response.clone().text()).includes('<form')) response = await this.open(url.href, { method: 'POST', body: new URLSearchParams({ account }) })
      const to = response.headers.get('location')
      expect(to, `${url.href}: ${response.status} ${await response.text()}`).not.toBeNull()
      url = new URL(to!, url)
    }
    throw new Error(`It goes in circles: ${url.href}`)
  }

  /** The login of whoever is signed in; null: nobody. */
  async who(): Promise<string | null> {
    const response = await this.open(`${this.home}/api/session`)
    return response.status === 200 ? ((await response.json()) as { session: { member: { login: string } } }).session.member.login : null
  }
}
