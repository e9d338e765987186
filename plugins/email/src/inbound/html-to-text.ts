import { Parser } from 'htmlparser2'

const BLOCKS = new Set(['p', 'div', 'tr', 'li', 'ul', 'ol', 'table', 'blockquote', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'pre', 'section', 'article', 'header', 'footer'])
const HIDDEN = new Set(['style', 'script', 'head', 'title', 'template'])

/** The words of an HTML body, with line breaks where blocks end and the address of links whose text does not show it. */
export function htmlToText(html: string): string {
  const lines: string[] = []
  let line = ''
  /** Whether the line is empty or ends in a space; looking at its end for every word would take quadratic time. */
  let spaced = true
  let hidden = 0
  const links: { readonly href: string; shown: string }[] = []
  const breakLine = (always: boolean) => {
    if (always || line.trim() !== '') lines.push(line.trimEnd())
    line = ''
    spaced = true
  }
  const add = (words: string) => {
    const added = spaced ? words.trimStart() : words
    line += added
    if (added !== '') spaced = /\s$/.test(added.slice(-1))
    const link = links.at(-1)
    if (link) link.shown += words
  }
  const parser = new Parser({
    onopentag(name, attributes) {
      if (HIDDEN.has(name)) hidden++
      else if (name === 'br') breakLine(true)
      else if (BLOCKS.has(name)) {
        breakLine(false)
        if (name === 'li') line = '- '
      } else if ((name === 'td' || name === 'th') && line !== '') add(' ')
      else if (name === 'img' && attributes.alt) add(attributes.alt)
      else if (name === 'a') links.push({ href: attributes.href ?? '', shown: '' })
    },
    ontext(data) {
      if (hidden === 0) add(data.replace(/[ \t\r\n\f]+/g, ' '))
    },
    onclosetag(name) {
      if (HIDDEN.has(name)) hidden = Math.max(0, hidden - 1)
      else if (BLOCKS.has(name)) {
        breakLine(false)
        if (name === 'p') breakLine(true)
      } else if (name === 'a') {
        const link = links.pop()
        if (link && /^https?:/i.test(link.href) && !link.shown.includes(link.href.replace(/\/$/, ''))) {
          line += ` <${link.href}>`
          spaced = false
        }
      }
    },
  })
  parser.end(html)
  breakLine(false)
  return lines.join('\n').replace(/\u00a0/g, ' ').replace(/\n{3,}/g, '\n\n').trim()
}
