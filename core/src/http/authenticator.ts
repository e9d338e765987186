import type { Caller, Permission } from 'adapters-sdk'

/** A signed-in member, as far as a request needs to know. */
export interface Principal extends Caller {
  readonly organisationId: number
  readonly csrf: string
  /** The service named in the path, when the member's organisation has it and the member may see it; else null. */
  readonly service: { readonly id: number; readonly code: string; readonly state: string } | null
  can(permission: Permission): boolean
}

/** What HTTP and WebSocket ask of the access area; read from the database on every call, so that a right taken away holds at once. */
export interface Authenticator {
  /** `organisation`: the one whose host was called; another's session is none there. */
  authenticate(sessionToken: string, serviceCode: string | undefined, organisation?: string | null): Promise<Principal | null>
}

/** Whether a plugin is switched on for a service: asked before every route, panel, job and delivery of a plugin. */
export interface PluginGate {
  allows(owner: string): Promise<boolean>
}
