/** With and without a final consonant. */
const FORMS: Readonly<Record<string, readonly [closed: string, open: string]>> = { '이(가)': ['이', '가'], '을(를)': ['을', '를'], '은(는)': ['은', '는'], '과(와)': ['과', '와'], '(으)로': ['으로', '로'] }
const PARTICLE = /(\S?)([”’"'\])]*)(이\(가\)|을\(를\)|은\(는\)|과\(와\)|\(으\)로)/gu
/** How digits are read: 영, 일, 삼, 육, 칠 and 팔 end in a consonant. */
const CLOSED_DIGITS = '013678'
const L_DIGITS = '178'

type Ending = 'open' | 'closed' | 'l'

/** null: how it is read cannot be told from how it is written. */
function endingOf(letter: string): Ending | null {
  if (/[가-힣]/.test(letter)) {
    const final = (letter.charCodeAt(0) - 0xac00) % 28
    return final === 0 ? 'open' : final === 8 ? 'l' : 'closed'
  }
  if (!/\d/.test(letter)) return null
  return L_DIGITS.includes(letter) ? 'l' : CLOSED_DIGITS.includes(letter) ? 'closed' : 'open'
}

/** “해결”(으)로 → “해결”로: Korean particles as the word before them is read. */
export function particles(text: string): string {
  return text.replace(PARTICLE, (whole, letter: string, quotes: string, particle: string) => {
    const ending = endingOf(letter)
    if (ending === null) return whole
    const [closed, open] = FORMS[particle]!
    return letter + quotes + (ending === 'open' || (ending === 'l' && particle === '(으)로') ? open : closed)
  })
}
