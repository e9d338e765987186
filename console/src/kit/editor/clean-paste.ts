import DOMPurify from 'dompurify'

const KEPT = ['p', 'br', 'b', 'strong', 'i', 'em', 'u', 's', 'a', 'ul', 'ol', 'li', 'blockquote', 'code', 'hr', 'div', 'table', 'tbody', 'thead', 'tr', 'td', 'th']

/** What Word, Hangul and web pages put on the clipboard, reduced to what the editor knows. */
export function cleanPaste(html: string): string {
  const withoutOffice = html.replace(/<!--[\s\S]*?-->/g, '').replace(/<\/?(?:o|w|v|m|st1):[^>]*>/gi, '')
  return DOMPurify.sanitize(withoutOffice, { ALLOWED_TAGS: KEPT, ALLOWED_ATTR: ['href', 'start'] }).replace(/<(p|div)>(?:\s|&nbsp;|<br>)*<\/\1>/g, '')
}
