import { CONTENT_CODE } from '../inbox-settings.js'

/** Puts the text into the service's mail layout (EML-4). Without the code the text stands alone: it must never be lost. */
export function applyLayout(layout: string, html: string): string {
  return CONTENT_CODE.test(layout) ? layout.replace(CONTENT_CODE, () => html) : html
}
