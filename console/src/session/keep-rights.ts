import { debounced, onRightsChanged, useLive } from '../live/use-live.js'
import { loadDirectory } from './directory.js'
import { loadSession, session } from './session.js'
import { refreshWorkspace } from './workspace.js'

/** Draws menus and pages anew when a right is given or taken, without a reload. */
export function keepRights(): void {
  // The connection is there for everybody in a service, whatever their page listens to.
  useLive('service', () => undefined)
  onRightsChanged(debounced(() => void askAgain().catch(() => undefined)))
}

async function askAgain(): Promise<void> {
  await loadSession()
  if (session.value) await Promise.all([refreshWorkspace(), loadDirectory(true)])
}
