import { i18n, language } from '../../i18n/i18n.js'

/** `540` → `09:00`; the end of the day is `24:00`. */
export function toClock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** `09:00`, `9` and `0900` → `540`; null: not a time of the day. */
export function fromClock(text: string): number | null {
  const match = /^\s*(\d{1,2})(?::?(\d{2}))?\s*$/.exec(text)
  if (!match) return null
  const minutes = Number(match[1]) * 60 + Number(match[2] ?? 0)
  return Number(match[2] ?? 0) < 60 && minutes <= 1440 ? minutes : null
}

/** A length of time in hours and minutes. */
export function lengthWords(minutes: number): string {
  const { t } = i18n.global
  const [h, m] = [Math.floor(minutes / 60), Math.round(minutes % 60)]
  return h === 0 ? t('sla.minutes', { n: m }) : m === 0 ? t('sla.hoursShort', { n: h }) : t('sla.hoursMinutes', { h, m })
}

/** The names of the days, from Sunday. */
export function weekdayNames(): string[] {
  const format = new Intl.DateTimeFormat(language.value, { weekday: 'long', timeZone: 'UTC' })
  return Array.from({ length: 7 }, (_, day) => format.format(Date.UTC(2026, 10, 22 + day)))
}

export function dayWords(day: string): string {
  return new Intl.DateTimeFormat(language.value, { month: 'short', day: 'numeric', weekday: 'short', year: 'numeric', timeZone: 'UTC' }).format(Date.parse(`${day}T00:00:00Z`))
}
