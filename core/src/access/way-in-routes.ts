import { route, z, type Language, type Route } from 'adapters-sdk'
import type { SystemDb } from '../tenancy/index.js'
import { findOrganisation } from './find-organisation.js'
import { inOrganisation } from './organisation-scope.js'
import type { WaysIn } from './ways-in.js'

export interface WayInRouteDeps {
  readonly system: SystemDb
  readonly waysIn: WaysIn
  /** Words of an error code; null: there is no such code. */
  readonly describe: (code: string, language: Language) => { readonly title: string; readonly remedy: string } | null
}

const query = z.object({ organisation: z.string().max(100).default(''), problem: z.string().max(100).optional() })
const answer = z.object({
  passwords: z.enum(['all', 'admins']),
  ways: z.array(z.object({ name: z.string(), url: z.string() })),
  /** Why the way that was tried led back to the log-in page. */
  problem: z.object({ code: z.string(), title: z.string(), remedy: z.string() }).nullable(),
})

/** What the log-in page offers. An organisation that is not there is answered like one with passwords only. */
export function wayInRoutes({ system, waysIn, describe }: WayInRouteDeps): Route[] {
  return [
    route({ kind: 'open', method: 'GET', path: '/log-in', summary: 'How members of an organisation can log in', query, response: answer }, async ({ query: { organisation, problem: code }, caller }) => {
      const found = await findOrganisation(system, organisation)
      const current = found ? await inOrganisation(found.id, 0, () => waysIn.current()) : { passwords: 'all' as const, ways: [] }
      const words = code === undefined ? null : describe(code, caller.language)
      return { ...current, ways: [...current.ways], problem: words && { code: code!, title: words.title, remedy: words.remedy } }
    }),
  ]
}
