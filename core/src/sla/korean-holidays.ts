import { y2024, y2025, y2026, y2027 } from '@hyunbinseo/holidays-kr/all'

/** The public holidays of Korea with their substitute and temporary days, as the official almanac of each year gives them. */
const DAYS: Readonly<Record<string, readonly string[]>> = { ...y2024, ...y2025, ...y2026, ...y2027 }

/** The last day of the last almanac: later holidays are not announced yet. */
export const HOLIDAYS_KNOWN_UNTIL = '2027-12-31'

export interface Holiday { readonly day: string; readonly name: string }

/** The name of the holiday, in Korean; undefined: none. */
export function koreanHoliday(day: string): string | undefined {
  return DAYS[day]?.join(', ')
}

/** The next ones from a day on. */
export function koreanHolidaysFrom(day: string, count: number): Holiday[] {
  return Object.keys(DAYS).filter((known) => known >= day).sort().slice(0, count).map((known) => ({ day: known, name: koreanHoliday(known)! }))
}
