import type { ClockRow, Deadline } from './ticket-clocks.js'

export type DeadlineState = 'running' | 'paused' | 'kept' | 'missed'

/** null: nothing is promised. */
export function deadlineState(clock: ClockRow, deadline: Deadline): DeadlineState | null {
  const [due, done] = [clock[`${deadline}_due_at`], clock[`${deadline}_done_at`]]
  if (clock[`${deadline}_minutes`] === null) return null
  if (clock[`${deadline}_breached_at`] !== null || (due !== null && done !== null && done > due)) return 'missed'
  return done !== null ? 'kept' : due === null ? 'paused' : 'running'
}
