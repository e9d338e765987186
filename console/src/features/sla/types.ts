import type { Priority } from '../../api/types.js'

/** Minutes since midnight. */
export interface OpenHours { from: number; to: number }
export interface OwnDay { day: string; name: string; hours: OpenHours[] }
export interface Target { intakeTypeId: number | null; priority: Priority | null; firstResponse: number | null; solve: number | null }
export interface SlaDocument { enabled: boolean; week: OpenHours[][]; koreanHolidays: boolean; days: OwnDay[]; pauseOnHold: boolean; warnBefore: number; targets: Target[] }
export interface Sla { readonly document: SlaDocument; readonly version: number; readonly timeZone: string; readonly holidays: { readonly knownUntil: string; readonly next: readonly { readonly day: string; readonly name: string }[] } }

export interface ExplainedDeadline {
  readonly deadline: 'first' | 'solve'
  readonly state: 'running' | 'paused' | 'kept' | 'missed'
  readonly dueAt: string | null
  readonly doneAt: string | null
  readonly minutes: number
  readonly spentMinutes: number
  readonly days: readonly { readonly day: string; readonly name: string | null; readonly stretches: readonly { readonly from: string; readonly to: string }[] }[]
}
export interface Explanation { readonly target: { readonly priority: Priority | null; readonly intakeTypeId: number | null } | null; readonly timeZone: string; readonly deadlines: readonly ExplainedDeadline[] }
