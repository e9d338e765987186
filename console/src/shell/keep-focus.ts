import { onBeforeUnmount, onMounted } from 'vue'

/** Time for a dialog to give the focus back, and for the browser to take it from what was disabled. */
const SETTLED_MS = 60
const gone = (element: HTMLElement) => !element.isConnected || element.matches(':disabled') || !element.checkVisibility()

/** What has the focus, and what it stands in: on the page for the log-in too, which goes when the shell comes. */
let path: readonly HTMLElement[] = document.activeElement instanceof HTMLElement && document.activeElement !== document.body ? [document.activeElement] : []
document.addEventListener('focusin', (event) => (path = event.composedPath().filter((one): one is HTMLElement => one instanceof HTMLElement)))

/** To what one reads: the open ticket, else the list. */
export function focusHome(): void {
  const home = [...document.querySelectorAll<HTMLElement>('[data-home]')].findLast((one) => !gone(one))
  ;(home ?? document.getElementById('main'))?.focus({ preventScroll: true })
}

/**
 * What has the focus may go with what was done to it, or with a live change. The focus then stays in the part it stood in
 * (`tabindex`), else goes to what one reads (`data-home`), and is not lost to the top of the page. Called once, by the shell.
 */
export function keepFocus(): void {
  let timer: ReturnType<typeof setTimeout> | undefined

  function look(): void {
    const had = path[0]
    if (!had || document.activeElement !== document.body || document.querySelector('dialog[open]') || !gone(had)) return
    const part = path.find((one) => one !== had && one.hasAttribute('tabindex') && one.id !== 'main' && !gone(one))
    if (part) part.focus({ preventScroll: true })
    else focusHome()
  }
  const observer = new MutationObserver(() => {
    clearTimeout(timer)
    timer = setTimeout(look, SETTLED_MS)
  })
  onMounted(() => {
    observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] })
  })
  onBeforeUnmount(() => {
    observer.disconnect()
    clearTimeout(timer)
  })
}
