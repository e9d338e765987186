import { dayAfter, dayIn, momentOf } from '../platform/index.js'

/** Minutes since the local midnight; `to` up to 1440. */
export interface OpenHours { readonly from: number; readonly to: number }
export interface SpecialDay { readonly name: string; readonly hours: readonly OpenHours[] }

/** When a service works. */
export interface BusinessCalendar {
  readonly timeZone: string
  /** Seven, from Sunday; each day's hours in order, without overlaps. */
  readonly week: readonly (readonly OpenHours[])[]
  /** Holidays and days of other hours, by their date. */
  readonly special: (day: string) => SpecialDay | undefined
}

/** A day as it is counted: its open stretches as moments, or why there are none. */
export interface CalendarDay {
  readonly day: string
  readonly stretches: readonly { readonly from: number; readonly to: number }[]
  /** The name of the holiday or special day. */
  readonly name: string | null
}

/** Who does not open for so long has no hours to speak of. */
const FAR_DAYS = 3660

/** The days from a moment on, each with what is left of its hours. */
export function* daysFrom(calendar: BusinessCalendar, at: number): Generator<CalendarDay> {
  const { timeZone } = calendar
  let day = dayIn(timeZone, at)
  for (let count = 0; count < FAR_DAYS; count++, day = dayAfter(day)) {
    const special = calendar.special(day)
    const hours = special?.hours ?? calendar.week[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? []
    const stretches = hours.map(({ from, to }) => ({ from: Math.max(at, momentOf(timeZone, day, from)), to: momentOf(timeZone, day, to) })).filter(({ from, to }) => from < to)
    yield { day, stretches, name: special?.name ?? null }
  }
}

/** Whether the service works at a moment. */
export function isOpen(calendar: BusinessCalendar, at: number): boolean {
  for (const { stretches } of daysFrom(calendar, at)) return stretches.some(({ from }) => from === at)
  return false
}

/** The moment at which so much working time has passed; null when the calendar never has that much. */
export function addWorkingTime(calendar: BusinessCalendar, at: number, ms: number): number | null {
  let left = ms
  for (const { stretches } of daysFrom(calendar, at)) {
    for (const { from, to } of stretches) {
      if (left <= to - from) return from + left
      left -= to - from
    }
  }
  return null
}

/** The working time between two moments. */
export function workingTimeBetween(calendar: BusinessCalendar, at: number, until: number): number {
  const last = dayIn(calendar.timeZone, until)
  let sum = 0
  for (const { day, stretches } of daysFrom(calendar, at)) {
    if (day > last) break
    for (const { from, to } of stretches) sum += Math.max(0, Math.min(to, until) - from)
  }
  return sum
}
