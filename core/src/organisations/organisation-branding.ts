import { createHash } from 'node:crypto'
import { fromJson } from 'adapters-sdk'
import { brandingOf, type Branding } from '../access/index.js'
import { currentScope, systemScope, type ScopedDb, type SystemDb } from '../tenancy/index.js'
import type { LogoImage } from './logo-image.js'

/** How the running organisation's pages look: its accent colour and its logo. */
export class OrganisationBranding {
  constructor(
    readonly db: ScopedDb,
    readonly system: SystemDb,
    readonly now: () => number,
  ) {}

  async get(): Promise<Branding> {
    const row = (await this.db.one<{ domain: string; branding: unknown; logo: string | null }>('select o.domain, o.branding, l.version as logo from organisation o left join {organisation_logo} l on l.organisation_id = o.id where o.id = :organisation'))!
    return brandingOf(row, fromJson<Branding>(row.branding))
  }

  /** Null: the installation's own. */
  async setAccent(accent: string | null): Promise<void> {
    const { organisationId } = currentScope()
    const branding = JSON.stringify(accent === null ? {} : { accent: accent.toLowerCase() })
    await systemScope('set an organisation’s accent colour', () => this.system.run('update organisation set branding = :branding where id = :organisationId', { branding, organisationId }))
  }

  async setLogo({ mediaType, content }: LogoImage): Promise<void> {
    const version = createHash('sha256').update(content).digest('hex').slice(0, 16)
    const row = { media_type: mediaType, content, version, created_at: this.now() }
    await this.db.transaction(async () => {
      if ((await this.db.insertIgnore('organisation_logo', row)) === 0) await this.db.update('organisation_logo', row, '1 = 1')
    })
  }

  async removeLogo(): Promise<void> {
    await this.db.delete('organisation_logo', '1 = 1')
  }

  /** For everybody: it is on the log-in page. Null: there is none of this version. */
  logoOf(domain: string, version: string): Promise<LogoImage | null> {
    return systemScope('show an organisation’s logo', async () => {
      const row = await this.system.one<{ media_type: string; content: Uint8Array }>('select l.media_type, l.content from organisation_logo l join organisation o on o.id = l.organisation_id where o.domain = :domain and l.version = :version', { domain, version })
      return row ? { mediaType: row.media_type, content: row.content } : null
    })
  }
}
