import { AppError, type Priority } from 'adapters-sdk'
import type { ScopedDb } from '../tenancy/index.js'
import { daysFrom } from './business-calendar.js'
import { deadlineState, type DeadlineState } from './deadline-state.js'
import { intakeTypesUp } from './intake-types-up.js'
import type { SlaPolicies, SlaPolicy } from './sla-policies.js'
import { targetOf } from './sla-policy.js'
import { DEADLINES, type ClockRow, type Deadline, type TicketClocks } from './ticket-clocks.js'

export interface CountedDay {
  readonly day: string
  readonly name: string | null
  readonly stretches: { readonly from: string; readonly to: string }[]
}
export interface ExplainedDeadline {
  readonly deadline: Deadline
  readonly state: DeadlineState
  readonly dueAt: string | null
  readonly doneAt: string | null
  readonly minutes: number
  /** Working minutes used before the days below. */
  readonly spentMinutes: number
  readonly days: CountedDay[]
}

/** A promise of months is not told day by day. */
const SHOWN_DAYS = 60

/** Why a ticket's deadlines are when they are: the promise, the hours that count, the days that do not. */
export class ExplainDeadlines {
  constructor(
    readonly db: ScopedDb,
    readonly policies: SlaPolicies,
    readonly clocks: TicketClocks,
  ) {}

  async of(number: string): Promise<{ target: { priority: Priority | null; intakeTypeId: number | null } | null; timeZone: string; deadlines: ExplainedDeadline[] }> {
    const ticket = await this.db.one<{ id: number; priority: Priority; intake_type_id: number | null }>('select t.id, t.priority, t.intake_type_id from {ticket} t where t.number = :number', { number })
    if (!ticket) throw new AppError('ticket.not_found')
    const [policy, clock] = await Promise.all([this.policies.read(), this.clocks.row(ticket.id)])
    const target = policy.document.enabled ? targetOf(policy.document, ticket.priority, await intakeTypesUp(this.db, ticket.intake_type_id)) : undefined
    return {
      target: target ? { priority: target.priority, intakeTypeId: target.intakeTypeId } : null,
      timeZone: policy.calendar.timeZone,
      deadlines: clock && policy.document.enabled ? DEADLINES.flatMap((deadline) => explain(policy, clock, deadline) ?? []) : [],
    }
  }
}

function explain(policy: SlaPolicy, clock: ClockRow, deadline: Deadline): ExplainedDeadline | null {
  const [minutes, state] = [clock[`${deadline}_minutes`], deadlineState(clock, deadline)]
  if (minutes === null || state === null) return null
  const due = clock[`${deadline}_due_at`]
  const done = clock[`${deadline}_done_at`]
  const start = deadline === 'first' ? clock.started_at : clock.running_since
  return {
    deadline,
    state,
    dueAt: due === null ? null : new Date(due).toISOString(),
    doneAt: done === null ? null : new Date(done).toISOString(),
    minutes,
    spentMinutes: deadline === 'solve' ? Math.floor(clock.spent_ms / 60_000) : 0,
    days: start === null || due === null ? [] : [...countedDays(policy, start, due)],
  }
}

function* countedDays({ calendar }: SlaPolicy, start: number, due: number): Generator<CountedDay> {
  let shown = 0
  for (const { day, name, stretches } of daysFrom(calendar, start)) {
    const counted = stretches.filter(({ from }) => from < due).map(({ from, to }) => ({ from: new Date(from).toISOString(), to: new Date(Math.min(to, due)).toISOString() }))
    if (shown++ >= SHOWN_DAYS || (stretches.length > 0 && counted.length === 0)) return
    yield { day, name, stretches: counted }
    if (counted.some(({ to }) => Date.parse(to) === due)) return
  }
}
