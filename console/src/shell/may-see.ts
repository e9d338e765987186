import type { RouteLocationNormalizedLoaded } from 'vue-router'
import type { Permission } from '../api/permissions.js'
import { can, currentService, session } from '../session/session.js'

declare module 'vue-router' {
  interface RouteMeta {
    /** What one must hold in the service to see the page; pages of panels are judged by their panel. */
    readonly permission?: Permission
    /** For who runs the organisation. */
    readonly organisation?: true
  }
}

/** Whether the page that is open is the member's; changes under it when a right does. */
export function maySee({ meta, params }: RouteLocationNormalizedLoaded): boolean {
  if (meta.organisation) return session.value?.member.organisationAdmin === true
  if (params.service !== undefined && !currentService.value) return false
  return meta.permission === undefined || can(meta.permission)
}
