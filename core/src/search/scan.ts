export type SegmentKind = 'syllables' | 'jamo' | 'word'

const LETTER = /[\p{L}\p{N}\p{M}]/u
const NONE = 0
const SYLLABLE = 1
const JAMO = 2
const OTHER = 3
const KINDS: readonly SegmentKind[] = ['syllables', 'syllables', 'jamo', 'word']

/** Calls `found` for each run of letters of one kind. Written out by hand: every message of the installation goes through here. */
export function scan(folded: string, found: (kind: SegmentKind, start: number, end: number) => void): void {
  let kind = NONE
  let start = 0
  for (let at = 0; at < folded.length; at++) {
    const next = kindAt(folded, at)
    if (next !== kind) {
      if (kind !== NONE) found(KINDS[kind]!, start, at)
      kind = next
      start = at
    }
  }
  if (kind !== NONE) found(KINDS[kind]!, start, folded.length)
}

function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code < 0x80) return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) ? OTHER : NONE
  if (code >= 0xac00 && code <= 0xd7a3) return SYLLABLE
  if (code >= 0x3131 && code <= 0x3163) return JAMO
  // Chinese and Japanese are written without spaces too.
  if ((code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || (code >= 0x3041 && code <= 0x30ff && code !== 0x30fb)) return SYLLABLE
  if (code >= 0xdc00 && code <= 0xdfff) return at > 0 ? kindAt(text, at - 1) : NONE
  return LETTER.test(String.fromCodePoint(text.codePointAt(at)!)) ? OTHER : NONE
}
