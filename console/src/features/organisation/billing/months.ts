/** This month and those before it, the newest first: `2026-11`. */
export function recentMonths(count: number, today = new Date()): string[] {
  return Array.from({ length: count }, (_, back) => monthOf(new Date(today.getFullYear(), today.getMonth() - back, 1)))
}
export function monthBefore(month: string): string {
  const [year, number] = parts(month)
  return monthOf(new Date(year, number - 2, 1))
}
export function lastDayOf(month: string): string {
  const [year, number] = parts(month)
  return `${month}-${String(new Date(year, number, 0).getDate()).padStart(2, '0')}`
}
/** Seconds as the bill shows them: `00:03:44`. */
export function talkTime(seconds: number): string {
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, '0')).join(':')
}

function monthOf(date: Date): string {
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`
}
function parts(month: string): [year: number, number: number] {
  return [Number(month.slice(0, 4)), Number(month.slice(5))]
}
