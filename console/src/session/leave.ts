import type { Router } from 'vue-router'
import { clearToasts } from '../kit/toast.js'
import { closeLive } from '../live/use-live.js'
import { logInPage } from './log-in-page.js'
import { closeOrganisationPanels } from './organisation-panels.js'
import { end } from './session.js'
import { closeWorkspace } from './workspace.js'

/** Forgets everything of the member who was here and asks who comes next. */
export async function leave(router: Router): Promise<void> {
  const { fullPath, meta } = router.currentRoute.value
  clearToasts()
  closeLive()
  closeWorkspace()
  closeOrganisationPanels()
  end()
  if (!meta.public) await router.push(logInPage(fullPath))
}
