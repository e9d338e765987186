const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** The calendar day of a moment in a time zone: `2026-11-22`. */
export function dayIn(timeZone: string, at: number): string {
  return new Date(at + offsetAt(timeZone, at)).toISOString().slice(0, 10)
}

/** When a calendar day begins in a time zone. */
export function startOfDay(timeZone: string, day: string): number {
  return momentOf(timeZone, day, 0)
}

/** When the clocks of a time zone show a time of a calendar day, in minutes since its midnight; 1440 is the next midnight. */
export function momentOf(timeZone: string, day: string, minutes: number): number {
  const asUtc = Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE_MS
  const first = asUtc - offsetAt(timeZone, asUtc)
  // The clocks may have been changed between the two.
  return asUtc - offsetAt(timeZone, first)
}

/** The day after a calendar day. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10)
}

/** The month after: `2026-12` → `2027-01`. */
export function monthAfter(month: string): string {
  const [year, number] = month.split('-').map(Number)
  return new Date(Date.UTC(year!, number!, 1)).toISOString().slice(0, 7)
}

/** The month before: `2027-01` → `2026-12`. */
export function monthBefore(month: string): string {
  const [year, number] = month.split('-').map(Number)
  return new Date(Date.UTC(year!, number! - 2, 1)).toISOString().slice(0, 7)
}

/** Formatters are expensive to make. */
const formatters = new Map<string, Intl.DateTimeFormat>()

/** How far a zone's clocks are before UTC, in milliseconds. */
export function offsetAt(timeZone: string, at: number): number {
  let formatter = formatters.get(timeZone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' })
    formatters.set(timeZone, formatter)
  }
  const parts = formatter.formatToParts(at)
  const of = (type: string) => Number(parts.find((part) => part.type === type)!.value)
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - Math.floor(at / 1000) * 1000
}

/** Whether the name is one of the IANA list. */
export function isTimeZone(name: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: name })
  } catch {
    return false
  }
  // Offsets like +09:00 are taken by some engines, and know nothing of clock changes.
  return /^[A-Za-z]/.test(name)
}
