import { expect, it } from 'vitest'
import type { FieldKind } from './field.js'
import { checkValue } from './field-value.js'

const check = (kind: FieldKind, entered: unknown, options: string[] = ['기업', '국민']) => {
  const checked = checkValue({ kind, options }, entered)
  return 'problem' in checked ? 'refused' : checked.value
}

it('TKT-14: each kind keeps what fits it and refuses the rest', () => {
  expect(check('text', '  123-1234\n-123456 ')).toBe('123-1234 -123456')
  expect(check('text', 'a'.repeat(256))).toBe('refused')
  expect(check('text', 5)).toBe('refused')
  expect(check('long_text', '한\n줄')).toBe('한\n줄')
  expect(check('number', '1,200.5')).toBe(1200.5)
  for (const wrong of ['many', Number.NaN, 1e300, '1'.repeat(40), [1]]) expect(check('number', wrong)).toBe('refused')
  expect(check('number', 0)).toBe(0)
  expect(check('date', '2028-02-29')).toBe('2028-02-29')
  for (const wrong of ['2026-02-29', '2026-13-01', '26-01-01', '2026-01-01T00:00:00Z', 20260101]) expect(check('date', wrong)).toBe('refused')
  expect(check('email', 'jiwoo@customer.example')).toBe('jiwoo@customer.example')
  expect(check('email', 'jiwoo@')).toBe('refused')
  expect(check('drop_down', '국민')).toBe('국민')
  for (const wrong of ['신한', ['국민'], { toString: '국민' }]) expect(check('radio', wrong)).toBe('refused')
  expect(check('checkbox', ['국민', '기업', '국민'])).toEqual(['기업', '국민'])
  expect(check('checkbox', ['국민', '신한'])).toBe('refused')
  expect(check('file', [3, 3, 4])).toEqual([3, 4])
  expect(check('file', ['x'])).toBe('refused')
  expect(check('file', [1, 2, 3, 4, 5, 6])).toBe('refused')
  expect(check('consent', true)).toBe(true)
  expect(check('consent', 'yes')).toBe('refused')
})

it('TKT-14: whatever is empty is no value', () => {
  for (const kind of ['text', 'number', 'checkbox', 'file', 'consent'] as const) for (const empty of ['', '  ', null, undefined, [], false]) expect(check(kind, empty)).toBeNull()
})
