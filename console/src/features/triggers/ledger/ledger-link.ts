import type { RouteLocationRaw } from 'vue-router'
import { currentService } from '../../../session/session.js'

/** The ledger of the service, or of one trigger. */
export function ledgerOf(trigger?: number): RouteLocationRaw {
  return { name: 'settings-page', params: { service: currentService.value?.code ?? '', panel: 'trigger-ledger' }, query: trigger === undefined ? {} : { trigger } }
}
