import { describe, expect, it } from 'vitest'
import { fold, foldWithPlaces, initialsOf } from './fold.js'
import { excerptOf, rangesIn } from './highlight.js'
import { addTokens, termsOf } from './tokens.js'

const tokensOf = (text: string) => {
  const tokens = new Set<string>()
  addTokens(text, (token) => tokens.add(token))
  return tokens
}
const finds = (query: string, text: string) => {
  const tokens = tokensOf(text)
  const terms = termsOf(query)
  return terms.length > 0 && terms.every((term) => term.tokens.every((token) => tokens.has(token)))
}
/** Words of every script, one of which a random text is made of. */
const LETTERS = [...'가각힣배송ㅂㅅㅋㅏabcXYZéßẞ0129 .-_@\u0301\u1100\u1161\u11a8ﾊﾞＡ①漢字かカー👍\ud83d', '\r\n', 'ﬁ', 'ΟΔΟΣ', 'İ']

describe('the tokenizer', () => {
  it('TKT-12: finds two and one syllables inside compounds, and longer ones only as they are', () => {
    for (const query of ['배송', '무료', '료배', '송', '무료배송', '무료배송비', '무료 송비']) expect(finds(query, '무료배송비'), query).toBe(true)
    for (const query of ['배달', '송배', '무배', '무료배송지']) expect(finds(query, '무료배송비'), query).toBe(false)
    expect(finds('김민수', '김민지와 박민수')).toBe(false)
  })

  it('TKT-12: finds words by their first consonants, also those written as such', () => {
    for (const [query, text] of [['ㅂㅅ', '배송'], ['ㅂㅅ', '배송지연'], ['ㅅㅇㄷㄹ', '상어다리'], ['ㅋㅋ', '웃겨요 ㅋㅋㅋ'], ['ㅠㅠ', 'ㅠㅠ'], ['ㄲㄸ', '까딱']] as const) expect(finds(query, text), query).toBe(true)
    for (const [query, text] of [['ㅂㅅ', '무료배송'], ['ㅂㅅ', '배달'], ['ㅂㅅㅈ', '배송']] as const) expect(finds(query, text), query).toBe(false)
  })

  it('TKT-12: takes decomposed, full-width, accented and capital letters for the same', () => {
    for (const [query, text] of [['청구서', '청구서'.normalize('NFD')], ['청구서'.normalize('NFD'), '청구서'], ['abc', 'ＡＢＣ'], ['CAFÉ', 'cafe'], ['cafe', 'cafe\u0301'], ['strasse', 'Straße'], ['οδοσ', 'ΟΔΟΣ'], ['ㅂㅅ', '배송'.normalize('NFD')]] as const) expect(finds(query, text), query).toBe(true)
  })

  it('TKT-12: finds numbers by any three digits of them, however they are grouped', () => {
    for (const [query, text] of [['5678', '010-1234-5678'], ['01012345678', '010 1234 5678'], ['45678', '010-1234-5678'], ['50000', '50,000원'], ['50,000', '50000원'], ['+82 10-1234-5678', '010-1234-5678'], ['12', '12월'], ['3', '3개월']] as const) expect(finds(query, text), query).toBe(true)
    for (const [query, text] of [['5679', '010-1234-5678'], ['34', '1234'], ['2', '12월']] as const) expect(finds(query, text), query).toBe(false)
  })

  it('TKT-12: folding piece by piece is folding at once, for any text', () => {
    let state = 7
    const random = (below: number) => (state = (state * 48271) % 2147483647) % below
    for (let n = 0; n < 800; n++) {
      const text = Array.from({ length: random(14) }, () => LETTERS[random(LETTERS.length)]!).join('')
      const { folded, starts, ends } = foldWithPlaces(text)
      expect(folded, JSON.stringify(text)).toBe(fold(text))
      expect([starts.length, ends.length]).toEqual([folded.length, folded.length])
      expect(initialsOf(folded)).toHaveLength(folded.length)
      for (const range of rangesIn(text, termsOf(text))) expect(range[0]).toBeLessThan(range[1])
      for (const token of tokensOf(text)) expect(token, JSON.stringify(text)).toMatch(/^[^\s'"\\:]+$/)
    }
  })

  it('TKT-12: marks what it finds, on the letters as they were written', () => {
    const marked = (text: string, query: string) => rangesIn(text, termsOf(query)).map(([from, to]) => text.slice(from, to))
    expect(marked('무료배송 배송', '배송')).toEqual(['배송', '배송'])
    expect(marked('청구서'.normalize('NFD') + '.pdf', '구서')).toEqual(['구서'.normalize('NFD')])
    expect(marked('전화 010-1234-5678', '12345678')).toEqual(['1234-5678'])
    expect(marked('Shipping ship friendship', 'ship')).toEqual(['Ship', 'ship'])
    expect(marked('배송 문의', 'ㅂㅅ 문의')).toEqual(['배송', '문의'])
    expect(marked('aaa', 'b')).toEqual([])
    const excerpt = excerptOf(`${'앞말 '.repeat(100)}여기 배송 있음\n${'뒷말 '.repeat(100)}`, termsOf('배송'))!
    expect(excerpt.text.length).toBeLessThan(200)
    expect(excerpt.ranges.map(([from, to]) => excerpt.text.slice(from, to))).toEqual(['배송'])
    expect(excerptOf('nothing', termsOf('배송'))).toBeNull()
  })
})
