/** What the plugin's routes take and answer. */
export interface EditableProvider {
  name: string
  discoveryUrl: string
  clientId: string
  claim: string
  attribute: 'email' | 'login'
  active: boolean
  passwords: 'all' | 'admins'
}
export interface Problem { readonly code: string; readonly title: string; readonly remedy: string }
export interface Trial { readonly at: string; readonly problem: Problem | null; readonly detail: string | null; readonly memberName: string | null; readonly subject: string | null }
export interface Provider extends EditableProvider {
  readonly secretSet: boolean
  readonly workedAt: string | null
  readonly trial: Trial | null
  readonly version: number
}
export interface ProviderView { readonly redirectUri: string; readonly provider: Provider | null }
export interface ProviderCheck { readonly issuer: string | null; readonly problem: Problem | null; readonly detail: string | null }
export interface Link { readonly id: number; readonly subject: string; readonly member: { readonly name: string; readonly login: string } | null; readonly linkedAt: string }
export interface Registration {
  readonly id: number
  readonly name: string
  readonly loginUrl: string
  readonly statusUrl: string
  readonly keyHint: string
  readonly keyCreatedAt: string
  readonly previousExpiresAt: string | null
  readonly version: number
}
