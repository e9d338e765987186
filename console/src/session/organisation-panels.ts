import { reactive } from 'vue'
import { api } from '../api/api.js'
import { asApiError } from '../api/as-api-error.js'
import type { ApiError } from '../api/api-error.js'
import type { PanelDescriptor } from '../runtime/descriptor.js'
import { PanelSet } from '../runtime/load-panels.js'

const panels = new PanelSet()

/** The pages that plugins add to 전체 관리: the same in every service, and without one. */
export const organisationPanels = reactive<{ ready: boolean; error: ApiError | null }>({ ready: false, error: null })

export async function openOrganisationPanels(): Promise<void> {
  if (organisationPanels.ready) return
  organisationPanels.error = null
  try {
    await panels.load(await api.get<PanelDescriptor>('/o/console'))
    organisationPanels.ready = true
  } catch (cause) {
    organisationPanels.error = asApiError(cause)
  }
}

export function closeOrganisationPanels(): void {
  panels.unload()
  Object.assign(organisationPanels, { ready: false, error: null })
}
