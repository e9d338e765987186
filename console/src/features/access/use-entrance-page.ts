import { computed, watch, type ComputedRef } from 'vue'
import { useRoute, type RouteLocationRaw } from 'vue-router'
import type { Resource } from '../../api/use-resource.js'
import { applyBranding } from '../../session/branding.js'
import { useEntrance, type Entrance } from '../../session/entrance.js'

export interface EntrancePage {
  readonly entrance: Resource<Entrance>
  /** Named by the address; empty: by none. */
  readonly named: ComputedRef<string>
  /** Another page before log-in, of the same organisation. */
  to(name: 'log-in' | 'forgot'): RouteLocationRaw
}

/** What the pages before log-in share: whose they are, from the host or from the path, and how those look. */
export function useEntrancePage(): EntrancePage {
  const route = useRoute()
  const named = computed(() => String(route.params.organisation ?? ''))
  const entrance = useEntrance(() => named.value || undefined)
  watch(entrance.data, (data) => applyBranding(data?.organisation?.branding ?? {}))
  return { entrance, named, to: (name) => (named.value ? { name: `organisation-${name}`, params: { organisation: named.value } } : { name }) }
}
