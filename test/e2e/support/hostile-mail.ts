import type { Page } from 'playwright-core'

const HOSTILE_HOST = 'tracker.example'

/** What somebody could put around an honest text to run code in the agent's browser or to learn that it was read. */
export const hostile = (honest: string) => `<html><head><base href="https://${HOSTILE_HOST}/"><style>body { background: url(https://${HOSTILE_HOST}/style.png) }</style>
<script>window.hostile = 'head'</script></head><body onload="window.hostile = 'onload'">
<p>${honest}</p>
<script>window.hostile = 'script'</script>
<img src="https://${HOSTILE_HOST}/pixel.gif" width="1" height="1" onerror="window.hostile = 'onerror'">
<img src="x" onerror="window.hostile = 'onerror'">
<div style="position: fixed; inset: 0; background: url(https://${HOSTILE_HOST}/attribute.png)" onmouseover="window.hostile = 'over'">.</div>
<svg onload="window.hostile = 'svg'"><a xlink:href="javascript:window.hostile = 'svg link'"><text>.</text></a></svg>
<a href="javascript:window.hostile = 'link'">link</a> <a href="java&#10;script:window.hostile = 'broken link'">link</a>
<iframe src="https://${HOSTILE_HOST}/frame" srcdoc="<script>parent.hostile = 'frame'</script>"></iframe>
<form action="https://${HOSTILE_HOST}/form"><input name="password" autofocus onfocus="window.hostile = 'focus'"><button>OK</button></form>
<object data="https://${HOSTILE_HOST}/object"></object><meta http-equiv="refresh" content="0;url=https://${HOSTILE_HOST}/">
</body></html>`

/** Runs in the page, whose types the tests do not have. */
const LOOK = `(() => {
  const found = 'hostile' in globalThis ? ['ran: ' + globalThis.hostile] : []
  for (const element of document.querySelectorAll('article, article *')) {
    if (/^(script|iframe|object|embed|form|input|base|meta|link|style)$/i.test(element.localName)) found.push('<' + element.localName + '>')
    for (const { name, value } of element.attributes)
      if (name.startsWith('on') || /^\\s*j\\s*a\\s*v\\s*a\\s*s/i.test(value) || value.includes('${HOSTILE_HOST}') || (name === 'style' && /position|url\\(/.test(value))) found.push(element.localName + ' ' + name + '=' + value)
  }
  return found
})()`

/** Everything in the messages on the screen that came from such a mail and could do harm; empty when nothing did. */
export function hostileParts(page: Page): Promise<string[]> {
  return page.evaluate(LOOK)
}
