import { fromJson } from 'adapters-sdk'
import { systemScope, type SystemDb } from '../tenancy/index.js'
import { brandingOf, type Branding } from './branding.js'

export interface FoundOrganisation {
  readonly id: number
  readonly name: string
  readonly domain: string
  readonly branding: Branding
}

/** Before a session there is no tenant: the organisation is named, or there is only one. */
export function findOrganisation(system: SystemDb, named: string | undefined): Promise<FoundOrganisation | null> {
  return systemScope('find the organisation of a log-in', async () => {
    const domain = named?.trim().toLowerCase() ?? ''
    const candidates = await system.all<Omit<FoundOrganisation, 'branding'> & { readonly branding: unknown; readonly logo: string | null }>("select o.id, o.name, o.domain, o.branding, l.version as logo from organisation o left join organisation_logo l on l.organisation_id = o.id where :domain = '' or o.domain = :domain order by o.id limit 2", { domain })
    const only = candidates.length === 1 ? candidates[0]! : null
    return only && { id: only.id, name: only.name, domain: only.domain, branding: brandingOf(only, fromJson<Branding>(only.branding)) }
  })
}
