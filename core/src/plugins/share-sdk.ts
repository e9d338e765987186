import { register } from 'node:module'

let shared = false

/**
 * Plugins get the host's one copy of `adapters-sdk`, wherever their folder is and whatever is installed beside them:
 * with a second copy, the errors and answers they make would be strangers to the host.
 */
export function shareSdk(): void {
  if (shared) return
  shared = true
  register(new URL('../../bin/share-sdk-hook.mjs', import.meta.url), { data: { host: import.meta.url } })
}
