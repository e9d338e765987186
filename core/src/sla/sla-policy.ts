import { PRIORITIES, z, type Priority } from 'adapters-sdk'
import type { BusinessCalendar } from './business-calendar.js'
import { koreanHoliday } from './korean-holidays.js'

const hours = z
  .array(z.object({ from: z.number().int().min(0).max(1439), to: z.number().int().min(1).max(1440) }))
  .max(6)
  .refine((list) => list.every(({ from, to }, index) => from < to && (index === 0 || list[index - 1]!.to <= from)), 'hours in order, without overlaps')
const target = z.object({
  /** null: every intake type. */
  intakeTypeId: z.number().int().nullable().default(null),
  /** null: every priority. */
  priority: z.enum(PRIORITIES).nullable().default(null),
  /** Minutes of working time; null: no promise. */
  firstResponse: z.number().int().min(1).max(525_600).nullable().default(null),
  solve: z.number().int().min(1).max(525_600).nullable().default(null),
})
const key = (one: { intakeTypeId: number | null; priority: Priority | null }) => `${one.intakeTypeId ?? ''}/${one.priority ?? ''}`

/** What an administrator writes down: when the service works and what it promises. */
export const slaDocument = z
  .object({
    enabled: z.boolean(),
    week: z.array(hours).length(7),
    koreanHolidays: z.boolean(),
    days: z.array(z.object({ day: z.iso.date(), name: z.string().trim().min(1).max(100), hours })).max(400),
    /** Whether the time to solve stands still while a ticket is on hold. */
    pauseOnHold: z.boolean(),
    /** Minutes of working time before a deadline; 0: no warning. */
    warnBefore: z.number().int().min(0).max(10_080),
    targets: z.array(target).max(200),
  })
  .refine((document) => !document.enabled || document.week.some((day) => day.length > 0), { path: ['week'], message: 'at least one working day' })
  .refine((document) => new Set(document.days.map(({ day }) => day)).size === document.days.length, { path: ['days'], message: 'each day once' })
  .refine((document) => new Set(document.targets.map(key)).size === document.targets.length, { path: ['targets'], message: 'one target for each intake type and priority' })
export type SlaDocument = z.infer<typeof slaDocument>
export type SlaTarget = SlaDocument['targets'][number]

const OFFICE = [{ from: 9 * 60, to: 18 * 60 }]

/** What is offered to a service that has none yet. */
export const FIRST_DOCUMENT: SlaDocument = { enabled: false, week: [[], OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, []], koreanHolidays: true, days: [], pauseOnHold: true, warnBefore: 60, targets: [{ intakeTypeId: null, priority: null, firstResponse: 240, solve: 1440 }] }

export function calendarOf(document: SlaDocument, timeZone: string): BusinessCalendar {
  const own = new Map(document.days.map(({ day, name, hours: open }) => [day, { name, hours: open }]))
  const special = (day: string) => {
    const holiday = document.koreanHolidays ? koreanHoliday(day) : undefined
    return own.get(day) ?? (holiday === undefined ? undefined : { name: holiday, hours: [] })
  }
  return { timeZone, week: document.week, special }
}

/** The promise for a ticket: its own intake type before those above it, and there its priority before any. `intakeTypes`: from its own up. */
export function targetOf(document: SlaDocument, priority: Priority, intakeTypes: readonly number[]): SlaTarget | undefined {
  for (const intakeTypeId of [...intakeTypes, null]) {
    for (const wanted of [priority, null]) {
      const found = document.targets.find((one) => one.intakeTypeId === intakeTypeId && one.priority === wanted)
      if (found) return found
    }
  }
  return undefined
}
