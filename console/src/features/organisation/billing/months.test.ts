import { expect, it } from 'vitest'
import { lastDayOf, monthBefore, recentMonths, talkTime } from './months.js'

it('TEN-5: months go back over the year, and know their last day', () => {
  expect(recentMonths(3, new Date(2026, 0, 31))).toEqual(['2026-01', '2025-12', '2025-11'])
  expect([monthBefore('2026-01'), monthBefore('2026-11')]).toEqual(['2025-12', '2026-10'])
  expect([lastDayOf('2020-11'), lastDayOf('2024-02'), lastDayOf('2026-12')]).toEqual(['2020-11-30', '2024-02-29', '2026-12-31'])
})

it('TEN-5: talk time is shown as hours, minutes and seconds', () => {
  expect([talkTime(0), talkTime(224), talkTime(40_000 * 60)]).toEqual(['00:00:00', '00:03:44', '666:40:00'])
})
