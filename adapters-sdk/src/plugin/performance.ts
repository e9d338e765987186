import type { Localized } from './localized.js'
import type { Permission } from './permissions.js'

export interface PerformanceRow {
  /** Unique within the source. */
  readonly id: string
  readonly label: Localized
  readonly value: number
  /** Seconds are shown as 00:00:00. */
  readonly unit: 'count' | 'seconds'
}
/** What a plugin adds to My performance (TEN-10): the signed-in member's totals of the service's day. */
export interface PerformanceSource {
  readonly title: Localized
  readonly permission: Permission
  /** The page asks again whenever something is said on it. */
  readonly topic?: string
  /** Epoch milliseconds: from the beginning of the service's day. */
  today(memberId: number, since: number): Promise<readonly PerformanceRow[]>
}
