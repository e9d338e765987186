import { fromJson } from 'adapters-sdk'
import { systemScope, type SystemDb } from '../tenancy/index.js'
import type { Branding } from './branding.js'

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
    const candidates = await system.all<Omit<FoundOrganisation, 'branding'> & { readonly branding: unknown }>("select o.id, o.name, o.domain, o.branding from organisation o where :domain = '' or o.domain = :domain order by o.id limit 2", { domain })
    const only = candidates.length === 1 ? candidates[0]! : null
    return only && { ...only, branding: fromJson<Branding>(only.branding) }
  })
}
