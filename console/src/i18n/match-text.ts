const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'

/** The first consonants of a Korean text: `미할당` → `ㅁㅎㄷ`. */
export function initialsOf(text: string): string {
  return [...text].map((letter) => { const at = letter.charCodeAt(0) - 0xac00; return at >= 0 && at < 11172 ? INITIALS[Math.floor(at / 588)] : letter }).join('')
}

// NFC, not NFKC: that would turn typed consonants into another kind of letter.
const fold = (text: string) => text.normalize('NFC').toLowerCase().replace(/\s+/g, '')

/** Whether a text has what somebody typed to find it: in any case and spacing, or by first consonants. */
export function matchesText(text: string, query: string): boolean {
  const wanted = fold(query)
  return fold(text).includes(wanted) || initialsOf(fold(text)).includes(wanted)
}
