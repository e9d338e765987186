import type { RouteLocationRaw } from 'vue-router'

/** The organisation whose page was used for log-in here, where it has no host of its own. */
const ORGANISATION = 'oc.organisation'

export function rememberOrganisation(domain: string | null): void {
  if (domain) localStorage.setItem(ORGANISATION, domain)
  else localStorage.removeItem(ORGANISATION)
}
export function rememberedOrganisation(): string {
  return localStorage.getItem(ORGANISATION) ?? ''
}

/** Where whoever is not signed in goes, and comes back from to `to`. */
export function logInPage(to: string, organisation = rememberedOrganisation()): RouteLocationRaw {
  const query = to === '/' ? {} : { to }
  return organisation ? { name: 'organisation-log-in', params: { organisation }, query } : { name: 'log-in', query }
}
