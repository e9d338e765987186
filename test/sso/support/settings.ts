import type { ApiClient } from '../../support/index.js'
import { CLIENT } from './real-provider.js'

export interface ProviderView {
  readonly redirectUri: string
  readonly provider: { readonly version: number; readonly passwords: string; readonly active: boolean; readonly secretSet: boolean; readonly workedAt: string | null; readonly trial: { readonly problem: { readonly code: string; readonly title: string } | null; readonly detail: string | null; readonly memberName: string | null } | null } | null
}

/** Saves the provider's settings over whatever there is. */
export async function saveProvider(admin: ApiClient, discoveryUrl: string, change: Readonly<Record<string, unknown>> = {}): Promise<ProviderView> {
  const { provider } = await admin.get<ProviderView>('/api/o/sso/provider')
  return admin.put('/api/o/sso/provider', { name: 'Acme ID', discoveryUrl, clientId: CLIENT.id, secret: CLIENT.secret, claim: 'email', attribute: 'email', active: true, passwords: 'all', version: provider?.version ?? 0, ...change })
}
