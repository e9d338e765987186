const TAG = /<(\/?)([a-z][a-z0-9]*)\b[^<>]*>/gi
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/i

/** Whether elements are nested deeper than `limit`: parsers take quadratic time over such HTML, and nobody writes it by hand. */
export function isNestedDeeper(html: string, limit: number): boolean {
  let depth = 0
  for (const [, closing, name] of html.matchAll(TAG)) {
    if (VOID.test(name!)) continue
    depth = closing ? Math.max(0, depth - 1) : depth + 1
    if (depth > limit) return true
  }
  return false
}
