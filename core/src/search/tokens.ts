import { fold, initialsOf } from './fold.js'
import { scan } from './scan.js'

/** Longer words are told apart by their first letters only. */
const WORD = 16
const INITIALS = 6
/** Numbers that belong together however they are written: `010-1234-5678`, `50,000`, `2026. 3. 1`. */
const NUMBERS = /\d+(?:[-.,/:()+ ]{1,2}\d+)*/g
/** Of tickets and customers: their digits are a time that all of the same day share. */
const PUBLIC_NUMBERS = /(?<![a-z\d])[tu]\d{13}[a-z\d]{4}(?![a-z\d])/g
const PUBLIC_NUMBER_BEGUN = /^[tu]\d{3,13}[a-z\d]{0,4}$/
/** A whole query that is a phone number, with whatever people put between its digits. */
const PHONE = /^\s*(\+\d|0\d)[\d\s().-]{6,}$/
const ADDRESSES = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+/gu

/** What a query asks for: all tokens must be in the index, and `shown` is how the hit is found again in a text. */
export interface Term {
  /** Where the tokens are looked for: in everything, or in addresses only. */
  readonly in: 'text' | 'address'
  readonly kind: 'syllables' | 'initials' | 'word' | 'digits' | 'part'
  readonly text: string
  readonly tokens: readonly string[]
}

/**
 * The one tokenizer: what it takes from a text is what it looks for later, a set of short strings each.
 * Korean: one, two and three syllables in a row, first consonants of a word's beginning. Latin: a word's beginnings. Numbers: three and four digits in a row.
 */
export function addTokens(text: string, add: (token: string) => void): void {
  let folded = fold(text)
  if (folded.includes('t') || folded.includes('u')) {
    folded = folded.replace(PUBLIC_NUMBERS, (number) => {
      addPublicNumber(number, add)
      return ' '
    })
  }
  scan(folded, (kind, start, end) => {
    if (kind === 'syllables') addSyllables(folded, start, end, add)
    else {
      const word = folded.slice(start, end)
      if (/\D/.test(word)) addBeginnings(word, kind === 'jamo' ? INITIALS : WORD, add)
    }
  })
  for (const [numbers] of folded.matchAll(NUMBERS)) addDigits(numbers, add)
}

/** Addresses in a text, by any three letters of them. */
export function addAddresses(text: string, add: (token: string) => void): void {
  if (!text.includes('@')) return
  for (const [address] of fold(text).matchAll(ADDRESSES)) addParts(address, add)
}

/** Mail addresses, handles, customers' ids: any part of them can be asked for. */
export function addParts(text: string, add: (token: string) => void): void {
  const folded = fold(text)
  for (let at = 0; at < folded.length; at++) for (let length = 1; length <= 3; length++) if (at + length <= folded.length) add(quoted(folded.slice(at, at + length)))
}

export function addPhone(text: string, add: (token: string) => void): void {
  const digits = text.replace(/\D/g, '')
  addDigits(digits, add)
  if (digits.startsWith('82')) addDigits(`0${digits.slice(2)}`, add)
}

/** A ticket's or customer's number, by its beginning and by its last letters. */
export function addPublicNumber(number: string, add: (token: string) => void): void {
  const folded = quoted(fold(number))
  for (let length = 1; length <= Math.min(folded.length, 18); length++) add(folded.slice(0, length))
  for (let length = 4; length <= 8 && length < folded.length; length++) add(folded.slice(-length))
}

/** Each word of a query with what the index must hold for it; a lone consonant is a syllable not yet written to its end. */
export function termsOf(query: string): Term[] {
  const phone = PHONE.test(query) ? phoneTerm(query) : null
  if (phone) return [phone]
  const terms: Term[] = []
  for (const word of fold(query).split(/\s+/)) {
    if (word === '') continue
    if (word.includes('@') && word.length >= 3) terms.push({ in: 'address', kind: 'part', text: word, tokens: partTokens(word) })
    else if (PUBLIC_NUMBER_BEGUN.test(word)) terms.push({ in: 'text', kind: 'word', text: word, tokens: [word] })
    else if (/^\+?82[-\d]{8,}$/.test(word)) terms.push(digitsTerm(`0${word.replace(/\D/g, '').slice(2)}`))
    else for (const term of wordTerms(word)) terms.push(term)
  }
  return terms
}

/** A query against addresses and ids: the whole of it, in one piece. */
export function partTerm(query: string): Term | null {
  const text = fold(query).trim()
  return text === '' ? null : { in: 'address', kind: 'part', text, tokens: partTokens(text) }
}

export function phoneTerm(query: string): Term | null {
  const digits = query.replace(/\D/g, '')
  return digits === '' ? null : digitsTerm(/^\s*\+?82/.test(query) && digits.length >= 10 ? `0${digits.slice(2)}` : digits)
}

export function publicNumberTerm(query: string): Term | null {
  const text = fold(query).replace(/\s+/g, '').slice(0, 18)
  return text === '' ? null : { in: 'text', kind: 'word', text, tokens: [quoted(text)] }
}

function wordTerms(word: string): Term[] {
  const terms: Term[] = []
  // Numbers first, since signs inside them mean nothing: what has letters right beside it is a word with digits.
  for (const piece of word.split(/(?<![a-z\d])(\d+(?:[-.,/:()+]{1,2}\d+)*)(?![a-z\d])/)) {
    if (/^\d/.test(piece) && !/[^-.,/:()+\d]/.test(piece)) terms.push(digitsTerm(piece.replace(/\D/g, '')))
    else scan(piece, (kind, start, end) => {
      const text = piece.slice(start, end)
      if (kind === 'syllables') terms.push({ in: 'text', kind, text, tokens: grams(text, 3) })
      else if (kind === 'word') terms.push({ in: 'text', kind, text, tokens: [cut(text, WORD)] })
      else if (text.length > 1) terms.push({ in: 'text', kind: 'initials', text, tokens: [text.slice(0, INITIALS)] })
    })
  }
  return terms
}

function digitsTerm(digits: string): Term {
  return { in: 'text', kind: 'digits', text: digits, tokens: grams(digits, 4) }
}

function partTokens(text: string): string[] {
  return grams(text, 3).map(quoted)
}

/** All of `length` in a row; the whole where it is shorter. */
function grams(text: string, length: number): string[] {
  if (text.length <= length) return [text]
  return [...new Set(Array.from({ length: text.length - length + 1 }, (_, at) => text.slice(at, at + length)))]
}

function addSyllables(text: string, start: number, end: number, add: (token: string) => void): void {
  for (let at = start; at < end; at++) {
    add(text[at]!)
    if (at + 2 <= end) add(text.slice(at, at + 2))
    if (at + 3 <= end) add(text.slice(at, at + 3))
  }
  const initials = initialsOf(text.slice(start, Math.min(end, start + INITIALS)))
  for (let length = 2; length <= initials.length && isInitial(initials, length - 1) && isInitial(initials, 0); length++) add(initials.slice(0, length))
}

function isInitial(text: string, at: number): boolean {
  return text[at]! >= 'ㄱ' && text[at]! <= 'ㅎ'
}

function addBeginnings(word: string, longest: number, add: (token: string) => void): void {
  for (let length = 1; length <= Math.min(word.length, longest); length++) add(cut(word, length))
}

function addDigits(text: string, add: (token: string) => void): void {
  let digits = ''
  let begun = 0
  for (let at = 0; at < text.length; at++) {
    const isDigit = text[at]! >= '0' && text[at]! <= '9'
    if (isDigit) {
      digits += text[at]!
      begun++
      if (begun <= 2) add(text.slice(at + 1 - begun, at + 1))
      if (digits.length >= 3) add(digits.slice(-3))
      if (digits.length >= 4) add(digits.slice(-4))
    } else begun = 0
  }
}

/** Not in the middle of a letter of two halves. */
function cut(word: string, length: number): string {
  if (word.length <= length) return word
  return word.slice(0, /[\ud800-\udbff]/.test(word[length - 1]!) ? length - 1 : length)
}

/** Both engines take letters and digits as they are; signs become letters that nobody writes. */
function quoted(token: string): string {
  return token.replace(/[\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f\s]/g, (sign) => String.fromCharCode(0xe000 + sign.charCodeAt(0)))
}
