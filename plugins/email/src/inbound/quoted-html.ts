import { parseDocument } from 'htmlparser2'
import { htmlToText } from './html-to-text.js'
import { isQuoteHeading } from './quoted-text.js'

export interface SplitHtml { readonly own: string; readonly quoted: string | null }

type Node = ReturnType<typeof parseDocument>['children'][number]
/** What stands in the mail from top to bottom, with places in the source. */
type Piece =
  | { readonly kind: 'line'; readonly start: number; text: string; /** Marked by the mail program as the line before a quotation. */ readonly heading: boolean }
  | { readonly kind: 'quote'; readonly start: number; readonly end: number; /** A plain blockquote is one only below a heading. */ readonly sure: boolean }
  | { readonly kind: 'rest'; readonly start: number }

const BLOCKS = new Set(['p', 'div', 'tr', 'li', 'table', 'ul', 'ol', 'h1', 'h2', 'h3', 'h4', 'pre', 'hr', 'br'])
const SKIPPED = new Set(['head', 'style', 'script', 'title'])
const CONTAINER = /(?:^|\s)(?:gmail_quote|gmail_quote_container|yahoo_quoted|protonmail_quote|tutanota_quote|zmail_extra|replymail_quote)(?:\s|$)/
const HEADING = /(?:^|\s)(?:gmail_attr|moz-cite-prefix)(?:\s|$)/
const SEPARATOR_ID = /^(?:divRplyFwdMsg|appendonsend|stopSpelling|mail-editor-reference-message-container|OLK_SRC_BODY_SECTION|ms-outlook-mobile-body-separator-line)$/
const OUTLOOK_RULE = /border:\s*none;\s*border-top:\s*solid[^;]*;\s*padding:\s*3(?:\.0)?pt/i

/** Parts an HTML body like `splitQuotedText`. The pieces may have open or stray tags: whoever makes them safe balances them too. */
export function splitQuotedHtml(html: string): SplitHtml {
  const stretch = findQuoted(pieces(html), html.length)
  if (!stretch) return { own: html, quoted: null }
  const own = html.slice(0, stretch.start) + html.slice(stretch.end)
  if (htmlToText(own) === '' && !/<img\b/i.test(own)) return { own: html, quoted: null }
  return { own, quoted: html.slice(stretch.start, stretch.end) }
}

function findQuoted(all: readonly Piece[], end: number): { start: number; end: number } | null {
  const texts = all.map((piece) => (piece.kind === 'line' ? piece.text : ''))
  const isHeading = (i: number) => {
    const piece = all[i]
    return piece?.kind === 'line' && (piece.heading || isQuoteHeading(texts, i))
  }
  const quotes = all.flatMap((piece, i) => (piece.kind === 'quote' && (piece.sure || isHeading(i - 1) || isHeading(i - 2)) ? [{ piece, i }] : []))
  const rest = all.find((piece) => piece.kind === 'rest')
  const first = quotes[0]
  const last = quotes.at(-1)
  if (first && last) {
    const between = all.slice(first.i, last.i).some((piece, k) => piece.kind === 'line' && !isHeading(first.i + k))
    if (between) return null
    const heading = isHeading(first.i - 2) ? first.i - 2 : isHeading(first.i - 1) ? first.i - 1 : first.i
    return { start: all[heading]!.start, end: rest && rest.start > last.piece.start ? end : last.piece.end }
  }
  const heading = all.findIndex((_piece, i) => isHeading(i))
  const start = Math.min(rest?.start ?? end, heading >= 0 ? all[heading]!.start : end)
  return start < end ? { start, end } : null
}

function pieces(html: string): Piece[] {
  const found: Piece[] = []
  let line: Extract<Piece, { kind: 'line' }> | null = null
  const endLine = () => {
    if (line && line.text.trim() !== '') found.push({ ...line, text: line.text.replace(/\s+/g, ' ').trim() })
    line = null
  }
  /** False once everything that follows is repeated. */
  const walk = (nodes: readonly Node[], heading: boolean): boolean => {
    for (const node of nodes) {
      const start = node.startIndex ?? 0
      if (node.type === 'text') {
        if (line) line.text += node.data
        else if (node.data.trim() !== '') line = { kind: 'line', start, text: node.data, heading }
        continue
      }
      if (!('attribs' in node) || SKIPPED.has(node.name)) continue
      const { id = '', style = '' } = node.attribs
      const klass = node.attribs.class ?? ''
      const block = BLOCKS.has(node.name) || node.name === 'blockquote'
      if (block) endLine()
      if (SEPARATOR_ID.test(id) || OUTLOOK_RULE.test(style)) {
        found.push({ kind: 'rest', start })
        return false
      }
      if (CONTAINER.test(klass) || node.name === 'blockquote') {
        endLine()
        const sure = CONTAINER.test(klass) || node.attribs.type === 'cite' || 'cite' in node.attribs
        found.push({ kind: 'quote', start, end: (node.endIndex ?? html.length - 1) + 1, sure })
        continue
      }
      if (!walk(node.children as Node[], heading || HEADING.test(klass))) return false
      if (block) endLine()
    }
    return true
  }
  walk(parseDocument(html, { withStartIndices: true, withEndIndices: true }).children, false)
  endLine()
  return found
}
