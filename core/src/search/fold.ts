/** Compatibility consonants and vowels: what a person types who types first consonants only. NFKC would turn them into another kind of letter. */
const JAMO = /[\u3131-\u318e]+/
const NOT_JAMO = /[^\u3131-\u318e]+/g
/** Single conjoining or half-width consonants, as macOS and old systems write them. */
const CONJOINING = /[\u1100-\u1112]/g
const COMPATIBLE = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'
const PLAIN = /^[\x00-\x7f가-힣\s]*$/
const ACCENTED = /[\u00c0-\u024f\u1e00-\u1eff]|\p{M}/u
/** A letter with everything that is written onto it: folding never reaches across. */
const CLUSTER = /[^\p{M}\u1160-\u11ff\uff9e\uff9f][\p{M}\u1160-\u11ff\uff9e\uff9f]*|[\p{M}\u1160-\u11ff\uff9e\uff9f]+/uy
/** What keeps its length and its places, up to the last letter before something that is written onto it. */
const PLAIN_RUN = /[\x00-\x7f가-힣]+(?![\p{M}\u1160-\u11ff\uff9e\uff9f])/uy

/** One spelling of what people hold for the same: NFKC, small letters, no accents on Latin ones. */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase()
  const composed = JAMO.test(text) ? text.replace(NOT_JAMO, (part) => part.normalize('NFKC')) : text.normalize('NFKC')
  const small = composed.toLowerCase().replaceAll('ß', 'ss').replaceAll('ς', 'σ').replace(CONJOINING, (letter) => COMPATIBLE[letter.charCodeAt(0) - 0x1100]!)
  return ACCENTED.test(small) ? small.normalize('NFD').replace(/([a-z])[\u0300-\u036f]+/g, '$1').normalize('NFC') : small
}

/** The same, and where in `text` each of its letters begins and ends. */
export function foldWithPlaces(text: string): { readonly folded: string; readonly starts: readonly number[]; readonly ends: readonly number[] } {
  let folded = ''
  const starts: number[] = []
  const ends: number[] = []
  for (let at = 0; at < text.length; ) {
    PLAIN_RUN.lastIndex = CLUSTER.lastIndex = at
    const run = PLAIN_RUN.exec(text)?.[0]
    if (run !== undefined) {
      folded += run.toLowerCase()
      for (const end = at + run.length; at < end; at++) {
        starts.push(at)
        ends.push(at + 1)
      }
      continue
    }
    const cluster = CLUSTER.exec(text)![0]
    const part = fold(cluster)
    for (let i = 0; i < part.length; i++) {
      starts.push(at)
      ends.push(at + cluster.length)
    }
    folded += part
    at += cluster.length
  }
  return { folded, starts, ends }
}

/** The first consonants of syllables; every other letter stays, so that places stay too: `미할당 1` → `ㅁㅎㄷ 1`. */
export function initialsOf(folded: string): string {
  return folded.replace(/[가-힣]/g, (syllable) => COMPATIBLE[Math.floor((syllable.charCodeAt(0) - 0xac00) / 588)]!)
}
