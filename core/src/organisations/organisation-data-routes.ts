import { route, z, type Route } from 'adapters-sdk'
import type { Addresses } from '../platform/index.js'
import type { ScopedDb } from '../tenancy/index.js'
import type { OrganisationKey, OrganisationKeys } from './organisation-keys.js'

export interface OrganisationDataRouteDeps {
  readonly db: ScopedDb
  readonly keys: OrganisationKeys
  readonly addresses: Addresses
}

const HOUR = 3_600_000
const masked = z.object({ hint: z.string(), createdAt: z.string(), expiresAt: z.string().nullable() })
const dataView = z.object({ id: z.number(), name: z.string(), domain: z.string(), url: z.string(), keys: z.array(masked) })

/** What names the organisation to others (TEN-6). */
export function organisationDataRoutes({ db, keys, addresses }: OrganisationDataRouteDeps): Route[] {
  const view = async () => {
    const row = (await db.one<{ id: number; name: string; domain: string }>('select o.id, o.name, o.domain from organisation o where o.id = :organisation'))!
    return { ...row, url: addresses.ofOrganisation(row.domain), keys: (await keys.valid()).map(mask) }
  }
  const shared = { kind: 'organisation', permission: 'organisation' } as const
  return [
    route({ ...shared, method: 'GET', path: '/organisation', summary: 'Name, domain, address and masked keys of the organisation', response: dataView }, view),
    route({ ...shared, method: 'GET', path: '/organisation/key', summary: 'The present key in full, to be copied', response: z.object({ key: z.string().nullable() }) }, async () => ({
      key: (await keys.valid()).find((one) => one.expiresAt === null)?.key ?? null,
    })),
    route(
      { ...shared, method: 'POST', path: '/organisation/key/rotate', summary: 'Replace the key; the one before is taken for some hours longer', body: z.object({ overlapHours: z.number().int().min(0).max(24 * 30) }), response: dataView },
      async ({ body }) => {
        await keys.rotate(body.overlapHours * HOUR)
        return view()
      },
    ),
  ]
}

function mask({ key, createdAt, expiresAt }: OrganisationKey): z.infer<typeof masked> {
  return { hint: `${key.slice(0, 4)}…${key.slice(-2)}`, createdAt: new Date(createdAt).toISOString(), expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString() }
}
