import { initialsOf } from './match-text.js'

const HANGUL = 0xac00
const fold = (text: string) => text.normalize('NFC').toLowerCase()

/** A letter that was typed may be a first consonant, or a syllable whose last consonant is still to come. */
function fits(typed: string, letter: string): boolean {
  if (typed === letter || initialsOf(letter) === typed) return true
  const [a, b] = [typed.charCodeAt(0) - HANGUL, letter.charCodeAt(0) - HANGUL]
  return a >= 0 && a < 11172 && a % 28 === 0 && b > a && b < a + 28
}

/** How well one word that was typed is found: 3 as the beginning, 2 as the beginning of a word, 1 inside, 0 by letters here and there. */
function rankWord(text: string, word: string): number | null {
  const letters = [...text]
  const begins = letters.map((letter, at) => letter !== ' ' && (at === 0 || /[\s/·>(-]/.test(letters[at - 1]!)))
  const solid = letters.flatMap((letter, at) => (letter === ' ' ? [] : [at]))
  const typed = [...word]
  let best: number | null = null
  for (let from = 0; from < solid.length; from++) {
    if (typed.every((letter, at) => solid[from + at] !== undefined && fits(letter, letters[solid[from + at]!]!))) best = Math.max(best ?? 0, from === 0 ? 3 : begins[solid[from]!] ? 2 : 1)
  }
  if (best !== null || typed.length < 2) return best
  // Scattered letters count from the beginning of a word only, else everything is found.
  let at = 0
  for (const [place, letter] of letters.entries()) if (at < typed.length && (at > 0 || begins[place]) && fits(typed[at]!, letter)) at++
  return at === typed.length ? 0 : null
}

/** How well a short text is found by what was typed, word by word and in any order; null: not at all. */
export function rankText(text: string, query: string): number | null {
  const folded = fold(text)
  let sum = 0
  for (const word of fold(query).split(/\s+/).filter(Boolean)) {
    const rank = rankWord(folded, word)
    if (rank === null) return null
    sum += rank
  }
  return sum
}
