import { language } from './i18n.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Kept, since making one takes far longer than using it: a list of tickets shows a hundred times. */
const formats = new Map<string, Intl.DateTimeFormat>()

function format(time: string | number, options: Intl.DateTimeFormatOptions): string {
  const key = `${language.value} ${JSON.stringify(options)}`
  let made = formats.get(key)
  if (!made) formats.set(key, (made = new Intl.DateTimeFormat(language.value, options)))
  return made.format(new Date(time))
}

/** The exact time, for hovering. */
export function exactTime(time: string): string {
  return format(time, { dateStyle: 'long', timeStyle: 'medium' })
}

/** A time beside a message: the hour today, the date before. */
export function messageTime(time: string, now = Date.now()): string {
  const sameDay = new Date(time).toDateString() === new Date(now).toDateString()
  return format(time, sameDay ? { hour: 'numeric', minute: '2-digit' } : { year: new Date(time).getFullYear() === new Date(now).getFullYear() ? undefined : 'numeric', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' })
}

/** How long ago, as short as a list needs it: minutes and hours today, the date before. */
export function shortAge(time: string, now = Date.now()): string {
  const age = Math.max(0, now - Date.parse(time))
  if (age >= DAY) return format(time, { month: 'numeric', day: 'numeric', year: age > 300 * DAY ? '2-digit' : undefined })
  const [value, unit] = age < HOUR ? [Math.max(1, Math.floor(age / MINUTE)), 'minute'] : [Math.floor(age / HOUR), 'hour']
  return new Intl.NumberFormat(language.value, { style: 'unit', unit, unitDisplay: 'narrow' }).format(value)
}

export function number(value: number): string {
  return new Intl.NumberFormat(language.value).format(value)
}

export function bytes(value: number): string {
  const [amount, unit] = value < 1024 ? [value, 'B'] : value < 1024 ** 2 ? [value / 1024, 'KB'] : [value / 1024 ** 2, 'MB']
  return `${new Intl.NumberFormat(language.value, { maximumFractionDigits: amount < 10 && unit !== 'B' ? 1 : 0 }).format(amount)} ${unit}`
}

/** How long something took, as on a clock: 01:02:05. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60].map((part) => String(part).padStart(2, '0')).join(':')
}
