import { expect, it } from 'vitest'
import { base32, stepOf, totpAt, totpUri } from './totp.js'

const SECRET = Buffer.from('12345678901234567890')

it('TEN-11: gives the codes of RFC 6238, appendix B', () => {
  const codes = [[59, '94287082'], [1111111109, '07081804'], [1111111111, '14050471'], [1234567890, '89005924'], [2000000000, '69279037'], [20000000000, '65353130']] as const
  for (const [seconds, code] of codes) expect(totpAt(SECRET, Math.floor(seconds / 30), 8)).toBe(code)
})

it('takes the code of the step before and after, and no other', () => {
  const now = 1_700_000_000_000
  const step = Math.floor(now / 30_000)
  for (const off of [-1, 0, 1]) expect(stepOf(SECRET, totpAt(SECRET, step + off), now)).toBe(step + off)
  for (const off of [-2, 2]) expect(stepOf(SECRET, totpAt(SECRET, step + off), now)).toBeNull()
  for (const code of ['', '12345', '1234567', 'abcdef']) expect(stepOf(SECRET, code, now)).toBeNull()
})

it('writes secrets as RFC 4648 does', () => {
  expect(['f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) => base32(Buffer.from(text)))).toEqual(['MY', 'MZXQ', 'MZXW6', 'MZXW6YQ', 'MZXW6YTB', 'MZXW6YTBOI'])
  expect(totpUri(SECRET, '한빛 상사', 'kim@x')).toBe('otpauth://totp/%ED%95%9C%EB%B9%9B%20%EC%83%81%EC%82%AC:kim%40x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%ED%95%9C%EB%B9%9B%20%EC%83%81%EC%82%AC')
})
