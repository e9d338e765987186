import type { Router } from 'vue-router'

const RELOADED = 'oc.reloaded'
const AGAIN_MS = 60_000

/** After an upgrade an open console asks for files that are gone: it loads itself anew where one wanted to go, but never in a circle. */
export function reloadWhenOutdated(router: Router): void {
  router.onError((error, to) => {
    const missing = error instanceof TypeError && /import|module/i.test(error.message)
    if (!missing || Date.now() - Number(sessionStorage.getItem(RELOADED) ?? 0) < AGAIN_MS) return
    sessionStorage.setItem(RELOADED, String(Date.now()))
    location.assign(to.fullPath)
  })
}
