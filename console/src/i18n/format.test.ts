import { expect, it } from 'vitest'
import { bytes, clock, shortAge } from './format.js'
import { setLanguage } from './i18n.js'

it('says ages and sizes shortly, in the language being read', () => {
  const now = Date.parse('2026-03-10T12:00:00Z')
  setLanguage('ko')
  expect(shortAge('2026-03-10T11:58:00Z', now)).toBe('2분')
  expect(shortAge('2026-03-10T09:00:00Z', now)).toBe('3시간')
  setLanguage('en')
  expect(shortAge('2026-03-10T11:59:50Z', now)).toBe('1m')
  expect(bytes(219_136)).toBe('214 KB')
  expect(bytes(1_572_864)).toBe('1.5 MB')
  expect([clock(0), clock(3725), clock(360_000)]).toEqual(['00:00:00', '01:02:05', '100:00:00'])
})
