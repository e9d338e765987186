/** Lines with which mail programs begin what they repeat. Tested on a line, and on it joined with the next one. */
export const QUOTE_HEADINGS: readonly RegExp[] = [
  /^on\b.{4,300}\bwrote:\s*$/i,
  /^.{4,300}\bwrites:\s*$/i,
  /^.{2,300}님이 (?:작성|쓴 글|보낸 메일|작성한 글)\s*:?\s*$/,
  /^20\d\d년 .{4,300}(?:작성|쓰기|wrote)\s*:\s*$/,
  /^-{2,}\s*(?:original message|original appointment|forwarded message|원본 ?메시지|원본 ?메일|원문 ?메시지|전달된 메시지)\s*-{2,}\s*$/i,
  /^_{20,}\s*$/,
]
const HEADER_BLOCK = /^\s*\*?(?:from|보낸 ?사람|발신자|보낸이)\s*\*?\s*:.+/i
const HEADER_FOLLOWS = /^\s*\*?(?:sent|date|to|subject|보낸 ?날짜|날짜|받는 ?사람|받는이|제목|수신)\s*\*?\s*:/i

export interface SplitText { readonly own: string; readonly quoted: string | null }

/** Parts a plain body into what the sender wrote and what is only repeated at its end. Words below a quotation stay the sender's. */
export function splitQuotedText(text: string): SplitText {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  const heading = lines.findIndex((_line, i) => isQuoteHeading(lines, i))
  const trailing = trailingQuote(lines)
  let start = heading >= 0 ? heading : trailing
  if (heading >= 0 && answersBelow(lines, heading)) start = trailing >= 0 ? trailing : lines.length
  if (start < 0 || start >= lines.length) return { own: text, quoted: null }
  const own = lines.slice(0, start).join('\n').trim()
  return own === '' ? { own: text, quoted: null } : { own, quoted: lines.slice(start).join('\n').trim() }
}

export function isQuoteHeading(lines: readonly string[], i: number): boolean {
  const line = lines[i]!.trim()
  if (line === '') return false
  const joined = `${line} ${lines[i + 1]?.trim() ?? ''}`.trim()
  if (QUOTE_HEADINGS.some((heading) => heading.test(line))) return true
  if (/^(?:on\b|20\d\d)/i.test(line) && QUOTE_HEADINGS.some((heading) => heading.test(joined))) return true
  return HEADER_BLOCK.test(line) && lines.slice(i + 1, i + 5).some((next) => HEADER_FOLLOWS.test(next))
}

/** Where a run of `>` lines (and blank ones) that lasts to the end begins; -1: none. */
function trailingQuote(lines: readonly string[]): number {
  let start = -1
  for (let i = lines.length - 1; i >= 0; i--) {
    if (/^\s*>/.test(lines[i]!)) start = i
    else if (lines[i]!.trim() !== '') break
  }
  return start
}

/** A heading followed by `>` lines and then by words without it: the sender answers between or below the lines. */
function answersBelow(lines: readonly string[], heading: number): boolean {
  const below = lines.slice(heading + 1)
  const first = below.findIndex((line) => /^\s*>/.test(line))
  if (first < 0 || first > 3) return false
  return below.slice(first).some((line) => line.trim() !== '' && !/^\s*>/.test(line))
}
