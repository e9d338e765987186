import { systemScope, type SystemDb } from '../tenancy/index.js'

/** Before a session there is no tenant: the organisation is named by its domain, or there is only one. */
export function findOrganisation(system: SystemDb, domain: string): Promise<{ readonly id: number; readonly domain: string } | null> {
  return systemScope('find an organisation by its domain', async () => {
    const found = await system.all<{ id: number; domain: string }>("select o.id, o.domain from organisation o where :domain = '' or o.domain = :domain order by o.id limit 2", { domain: domain.trim().toLowerCase() })
    return found.length === 1 ? found[0]! : null
  })
}
