/** What Excel keeps of a cell's text. */
const LONGEST = 32_767
/** What XML cannot hold but a cell can, and what would be read as an escape of it. */
// oxlint-disable-next-line no-control-regex
const ESCAPED = /[\u0000-\u0008\u000b-\u001f]|_(?=x[0-9a-fA-F]{4}_)/g
/** No characters: halves of one, and what is never one. */
const NONE = /[\ufffe\uffff]|\p{Cs}/gu

/** Text as a cell holds it: always text, whatever it begins with. */
export function cellText(text: string): string {
  return text
    .slice(0, LONGEST)
    .replaceAll(/\r\n?/g, '\n')
    .replace(NONE, '\ufffd')
    .replace(ESCAPED, (unit) => `_x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
