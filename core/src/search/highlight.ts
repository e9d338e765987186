import { fold, foldWithPlaces, initialsOf } from './fold.js'
import type { Term } from './tokens.js'

/** From and to, in letters of the text that is shown. */
export type Range = readonly [from: number, to: number]

const MAX_RANGES = 50
const BEFORE = 40
const LENGTH = 180
const LATIN = /[\p{L}\p{N}]/u
const SYLLABLE = /[가-힣]/

/** Where the query's words are in a text, found the way the index finds them. */
export function rangesIn(text: string, terms: readonly Term[]): Range[] {
  const { folded, starts, ends } = foldWithPlaces(text)
  const found: Range[] = terms.flatMap((term) => [...placesOf(folded, term)]).map(([from, to]) => [starts[from]!, ends[to - 1]!])
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1])
  const merged: Range[] = []
  for (const range of found) {
    const last = merged.at(-1)
    if (last && range[0] <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], range[1])]
    else merged.push(range)
  }
  return merged.slice(0, MAX_RANGES)
}

/** How many of the words a text holds. */
export function hitsIn(text: string, terms: readonly Term[]): number {
  const folded = fold(text)
  return terms.filter((term) => !placesOf(folded, term).next().done).length
}

/** The stretch of a text around the first of the words, on one line; null where none is in it. */
export function excerptOf(text: string, terms: readonly Term[]): { readonly text: string; readonly ranges: readonly Range[] } | null {
  const folded = fold(text)
  const at = Math.min(...terms.map((term) => placesOf(folded, term).next().value?.[0] ?? Number.POSITIVE_INFINITY))
  if (at === Number.POSITIVE_INFINITY) return null
  // Folding seldom changes the length; where it does, the place is looked up.
  const place = folded.length === text.length ? at : foldWithPlaces(text).starts[at]!
  let from = Math.max(0, place - BEFORE)
  const blank = text.slice(from, place).search(/\s/)
  if (from > 0) from = blank >= 0 ? from + blank : /[\udc00-\udfff]/.test(text[from]!) ? from + 1 : from
  const shown = text.slice(from, from + LENGTH).replace(/[\ud800-\udbff]$/, '').replace(/\s+/g, ' ').trim()
  const front = from > 0 ? '… ' : ''
  const ranges = rangesIn(shown, terms).map(([start, end]): Range => [start + front.length, end + front.length])
  return { text: `${front}${shown}${from + LENGTH < text.length ? ' …' : ''}`, ranges }
}

function* placesOf(folded: string, term: Term): Generator<Range> {
  if (term.kind === 'digits') {
    for (const match of folded.matchAll(digitsPattern(term.text))) yield [match.index, match.index + match[0].length]
    return
  }
  const text = term.kind === 'initials' ? initialsOf(folded) : folded
  for (let at = text.indexOf(term.text); at >= 0; at = text.indexOf(term.text, at + 1)) if (at === 0 || begins(folded[at - 1]!, term)) yield [at, at + term.text.length]
}

/** Syllables and parts of addresses are found anywhere, words and first consonants where a word begins. */
function begins(before: string, { kind }: Term): boolean {
  if (kind === 'word') return !LATIN.test(before) || SYLLABLE.test(before)
  return kind === 'initials' ? !SYLLABLE.test(before) : true
}

function digitsPattern(digits: string): RegExp {
  return new RegExp(`${digits.length <= 2 ? '(?<!\\d)' : ''}${[...digits].join('[-.,/:()+ ]{0,2}')}`, 'g')
}
