import { expect, it } from 'vitest'
import { dayAfter, dayIn, monthAfter, startOfDay } from './zoned-time.js'

it('knows the day and its beginning in a time zone, also where clocks change', () => {
  expect(dayIn('Asia/Seoul', Date.parse('2026-03-31T14:59:59Z'))).toBe('2026-03-31')
  expect(dayIn('Asia/Seoul', Date.parse('2026-03-31T15:00:00Z'))).toBe('2026-04-01')
  expect(startOfDay('Asia/Seoul', '2026-04-01')).toBe(Date.parse('2026-03-31T15:00:00Z'))
  expect(startOfDay('America/New_York', '2026-03-08')).toBe(Date.parse('2026-03-08T05:00:00Z'))
  expect(startOfDay('America/New_York', '2026-03-09')).toBe(Date.parse('2026-03-09T04:00:00Z'))
  expect(startOfDay('Europe/Berlin', '2026-10-26')).toBe(Date.parse('2026-10-25T23:00:00Z'))
})

it('goes on to the next day and month over the ends of months and years', () => {
  expect([dayAfter('2026-02-28'), dayAfter('2024-02-28'), dayAfter('2026-12-31')]).toEqual(['2026-03-01', '2024-02-29', '2027-01-01'])
  expect([monthAfter('2026-11'), monthAfter('2026-12')]).toEqual(['2026-12', '2027-01'])
})
