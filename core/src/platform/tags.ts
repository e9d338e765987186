/** Of two that differ in case or in how they were composed there is one. */
export function tagName(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim().replace(/^#+\s*/, '').toLowerCase()
}

/** No commas, since they stand between tags. */
export const TAG = /^[^,\p{Cc}]{1,40}$/u

/** As one text that can be asked for any of them. */
export function writeTags(tags: readonly string[]): string {
  return tags.length === 0 ? '' : `,${[...new Set(tags)].sort().join(',')},`
}

export function readTags(text: string): string[] {
  return text === '' ? [] : text.slice(1, -1).split(',')
}
