import { describe, expect, it } from 'vitest'
import { addWorkingTime, daysFrom, workingTimeBetween, type BusinessCalendar } from './business-calendar.js'
import { koreanHoliday, koreanHolidaysFrom } from './korean-holidays.js'
import { calendarOf, FIRST_DOCUMENT } from './sla-policy.js'

const HOUR = 3_600_000
const office = calendarOf(FIRST_DOCUMENT, 'Asia/Seoul')
const at = (text: string) => Date.parse(text)
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

describe('business hours', () => {
  it('TKT-18: count only while the service is open, over night and weekend', () => {
    // Friday 17:00 in Seoul, two hours: one today, one on Monday.
    expect(iso(addWorkingTime(office, at('2026-11-20T17:00:00+09:00'), 2 * HOUR))).toBe(iso(at('2026-11-23T10:00:00+09:00')))
    expect(iso(addWorkingTime(office, at('2026-11-21T12:00:00+09:00'), HOUR))).toBe(iso(at('2026-11-23T10:00:00+09:00')))
    expect(iso(addWorkingTime(office, at('2026-11-20T10:00:00+09:00'), HOUR))).toBe(iso(at('2026-11-20T11:00:00+09:00')))
  })

  it('TKT-18: leave out Korean holidays with their substitute days', () => {
    // Chuseok 2026: Thursday 24 to Saturday 26 September.
    expect(iso(addWorkingTime(office, at('2026-09-23T17:30:00+09:00'), HOUR))).toBe(iso(at('2026-09-28T09:30:00+09:00')))
    // Children's day and Buddha's birthday fell on one day in 2025; the day after was given for it.
    expect(['2025-05-05', '2025-05-06', '2024-02-12', '2024-05-06', '2025-03-03', '2025-10-08', '2026-03-02', '2026-08-17', '2027-02-09', '2027-10-11'].map((day) => koreanHoliday(day) !== undefined)).toEqual(Array(10).fill(true))
    expect(['2024-10-01', '2025-01-27', '2025-06-03'].map((day) => koreanHoliday(day) !== undefined)).toEqual([true, true, true])
    expect(koreanHoliday('2026-11-23')).toBeUndefined()
    expect(koreanHolidaysFrom('2026-12-20', 2)).toEqual([{ day: '2026-12-25', name: '기독탄신일' }, { day: '2027-01-01', name: '1월 1일' }])
  })

  it('TKT-18: the service\'s own days come before public holidays', () => {
    const calendar = calendarOf({ ...FIRST_DOCUMENT, days: [{ day: '2026-12-25', name: '성탄 근무', hours: [{ from: 600, to: 720 }] }, { day: '2026-11-23', name: '창립기념일', hours: [] }] }, 'Asia/Seoul')
    expect(iso(addWorkingTime(calendar, at('2026-12-25T00:00:00+09:00'), HOUR))).toBe(iso(at('2026-12-25T11:00:00+09:00')))
    expect([...daysFrom(calendar, at('2026-11-23T08:00:00+09:00'))][0]).toEqual({ day: '2026-11-23', name: '창립기념일', stretches: [] })
  })

  it('keep to the clocks where they change', () => {
    const berlin = calendarOf({ ...FIRST_DOCUMENT, koreanHolidays: false, week: Array.from({ length: 7 }, () => [{ from: 0, to: 1440 }]) }, 'Europe/Berlin')
    // 2026-03-29 has 23 hours there, 2026-10-25 has 25.
    expect(workingTimeBetween(berlin, at('2026-03-29T00:00:00+01:00'), at('2026-03-30T00:00:00+02:00'))).toBe(23 * HOUR)
    expect(workingTimeBetween(berlin, at('2026-10-25T00:00:00+02:00'), at('2026-10-26T00:00:00+01:00'))).toBe(25 * HOUR)
    expect(iso(addWorkingTime(berlin, at('2026-03-28T12:00:00+01:00'), 24 * HOUR))).toBe(iso(at('2026-03-29T13:00:00+02:00')))
  })

  it('never come where there are none', () => {
    const never: BusinessCalendar = { timeZone: 'UTC', week: Array.from({ length: 7 }, () => []), special: () => undefined }
    expect(addWorkingTime(never, at('2026-01-01T00:00:00Z'), HOUR)).toBeNull()
  })

  it('TKT-18: adding and measuring agree, and later starts never end earlier', () => {
    let seed = 20261122
    const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below
    for (const timeZone of ['Asia/Seoul', 'America/New_York', 'Europe/London', 'Australia/Lord_Howe']) {
      for (let round = 0; round < 40; round++) {
        const week = Array.from({ length: 7 }, () => { const from = random(1200); return random(4) === 0 ? [] : [{ from, to: from + 30 + random(1440 - from - 30) }] })
        week[3] = [{ from: 540, to: 1080 }]
        const calendar = calendarOf({ ...FIRST_DOCUMENT, week }, timeZone)
        const start = at('2025-12-01T00:00:00Z') + random(500 * 24 * 60) * 60_000
        const ms = (1 + random(60 * 60)) * 60_000
        const end = addWorkingTime(calendar, start, ms)!
        expect(workingTimeBetween(calendar, start, end)).toBe(ms)
        expect(addWorkingTime(calendar, start + random(48) * HOUR, ms)).toBeGreaterThanOrEqual(end)
      }
    }
  })
})
