import { computed, type ComputedRef } from 'vue'
import type { Permission } from '../api/permissions.js'
import { can, currentService, session } from './session.js'

export interface ServiceContext {
  readonly code: ComputedRef<string>
  readonly name: ComputedRef<string>
  readonly member: ComputedRef<{ readonly id: number; readonly name: string; readonly nickname: string } | null>
  can(permission: Permission): boolean
}

/** Where one is and who one is, for panels. */
export function useService(): ServiceContext {
  return { code: computed(() => currentService.value?.code ?? ''), name: computed(() => currentService.value?.name ?? ''), member: computed(() => session.value?.member ?? null), can }
}
