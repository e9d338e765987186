/** What stands for the installation itself in front of the base domain, or may do so one day. */
const RESERVED: ReadonlySet<string> = new Set(
  'admin api app assets autoconfig autodiscover cdn console docs email files ftp help hooks imap localhost login mail mx ns ns1 ns2 operator plugins pop pop3 public root security setup sign-up signup sip smtp sso static status support webmail ws www'.split(' '),
)
/** A name that can be a host's as well as a path's. */
export const ORGANISATION_DOMAIN = /^[a-z](?:[a-z0-9-]{0,39}[a-z0-9])$/

/** Where the installation and its organisations are reached: an organisation at a host of its own below the base domain, where there is one, else at a path of the public address. */
export class Addresses {
  constructor(
    readonly publicUrl: () => string,
    readonly baseDomain: string | undefined,
  ) {}

  /** A page of an organisation's, `/password/reset?token=…`; without one its beginning. */
  ofOrganisation(domain: string, page = ''): string {
    return `${this.originOf(domain)}${this.baseDomain === undefined ? `/o/${domain}` : ''}${page}`
  }

  /** What the addresses of everything that an organisation's members call begin with. */
  originOf(domain: string): string {
    if (this.baseDomain === undefined) return this.publicUrl()
    const main = new URL(this.publicUrl())
    return `${main.protocol}//${domain}.${this.baseDomain}${main.port && `:${main.port}`}`
  }

  /** Whose host it is; null: the installation's own. Whether there is such an organisation is another question. */
  organisationAt(host: string): string | null {
    const name = host.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '')
    if (this.baseDomain === undefined || name === this.#ownHost || !name.endsWith(`.${this.baseDomain}`)) return null
    const domain = name.slice(0, -this.baseDomain.length - 1)
    return RESERVED.has(domain) ? null : domain
  }

  /** No organisation can have it. */
  isReserved(domain: string): boolean {
    return RESERVED.has(domain) || `${domain}.${this.baseDomain}` === this.#ownHost
  }

  get #ownHost(): string {
    return new URL(this.publicUrl()).hostname
  }
}
