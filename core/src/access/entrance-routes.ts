import { AppError, route, z, type Route } from 'adapters-sdk'
import type { Addresses } from '../platform/index.js'
import type { SystemDb } from '../tenancy/index.js'
import { brandingSchema } from './branding.js'
import { findOrganisation } from './find-organisation.js'

export interface EntranceDeps {
  readonly system: SystemDb
  readonly addresses: Addresses
  readonly mailWorks: () => boolean
  readonly openSignUp: boolean
}

const response = z.object({
  organisation: z.object({ name: z.string(), domain: z.string(), url: z.string(), branding: brandingSchema }).nullable(),
  /** Whether the host that was called is the organisation's own. */
  ownHost: z.boolean(),
  /** Whether links can be mailed. */
  mail: z.boolean(),
  signUp: z.enum(['open', 'operator', 'no_mail']),
})

/** What the pages before log-in need to know: whose entrance it is. */
export function entranceRoutes({ system, addresses, mailWorks, openSignUp }: EntranceDeps): Route[] {
  return [
    route({ kind: 'open', method: 'GET', path: '/entrance', summary: 'Whose log-in page the address is: the host’s, the named organisation’s, or that of the only one', query: z.object({ organisation: z.string().max(100).optional() }), response }, async ({ query, host }) => {
      const ofHost = addresses.organisationAt(host)
      const named = ofHost ?? query.organisation
      const found = await findOrganisation(system, named)
      if (named && !found) throw new AppError('access.no_such_address', { domain: named })
      const mail = mailWorks()
      return {
        organisation: found && { name: found.name, domain: found.domain, url: addresses.ofOrganisation(found.domain), branding: found.branding },
        ownHost: ofHost !== null,
        mail,
        signUp: !openSignUp ? ('operator' as const) : mail ? ('open' as const) : ('no_mail' as const),
      }
    }),
  ]
}
