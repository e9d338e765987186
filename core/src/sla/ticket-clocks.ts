import type { Priority, Row, TicketState } from 'adapters-sdk'
import type { ScopedDb } from '../tenancy/index.js'
import { addWorkingTime, workingTimeBetween } from './business-calendar.js'
import type { SlaPolicies, SlaPolicy } from './sla-policies.js'
import { intakeTypesUp } from './intake-types-up.js'
import { targetOf, type SlaTarget } from './sla-policy.js'

export interface ClockRow {
  ticket_id: number; started_at: number; running_since: number | null; spent_ms: number; next_at: number | null
  first_minutes: number | null; first_due_at: number | null; first_done_at: number | null; first_warned_at: number | null; first_breached_at: number | null
  solve_minutes: number | null; solve_due_at: number | null; solve_done_at: number | null; solve_warned_at: number | null; solve_breached_at: number | null
}
interface TicketFacts { id: number; state: TicketState; priority: Priority; intake_type_id: number | null; created_at: number; due_at: number | null; merged_into_id: number | null }

/** What is promised of a ticket, in the order of the two. */
export const DEADLINES = ['first', 'solve'] as const
export type Deadline = (typeof DEADLINES)[number]

const MINUTE_MS = 60_000
const ENDED: readonly TicketState[] = ['solved', 'closed', 'spam']

/** Keeps the deadlines of tickets, inside the transaction that changes them. */
export class TicketClocks {
  constructor(
    readonly db: ScopedDb,
    readonly policies: SlaPolicies,
    readonly now: () => number,
  ) {}

  /** After every change of a ticket. `startedAt`: when its promises begin; by default when it came. */
  async follow(ticketId: number, startedAt?: number): Promise<void> {
    const policy = await this.policies.current()
    const counted = policy.document.enabled ? await this.#count(policy, ticketId, startedAt) : null
    if (!counted) return
    const { clock, known, ticket } = counted
    const { db } = this
    const due = nextDue(clock)
    clock.next_at = this.#nextLook(policy, clock)
    const { ticket_id: _, ...columns } = clock
    if (!known) await db.insert('ticket_sla', clock as unknown as Row)
    else if (!same(known, clock)) await db.update('ticket_sla', columns, 'ticket_id = :ticketId', { ticketId })
    if (due !== ticket.due_at) await db.update('ticket', { due_at: due }, 'id = :ticketId', { ticketId })
  }

  /** As `follow` would write it now. */
  async counted(ticketId: number): Promise<ClockRow | null> {
    const policy = await this.policies.current()
    return (await this.#count(policy, ticketId))?.clock ?? null
  }

  async #count(policy: SlaPolicy, ticketId: number, startedAt?: number): Promise<{ clock: ClockRow; known: ClockRow | undefined; ticket: TicketFacts } | null> {
    const { db, now } = this
    const found = await db.one<TicketFacts>('select t.id, t.state, t.priority, t.intake_type_id, t.created_at, t.due_at, t.merged_into_id from {ticket} t where t.id = :ticketId', { ticketId })
    if (!found) return null
    // What became part of another ticket promises nothing of its own.
    const ticket = found.merged_into_id === null ? found : { ...found, state: 'closed' as const }
    const known = await this.row(ticketId)
    const began = startedAt ?? ticket.created_at
    const target = targetOf(policy.document, ticket.priority, policy.document.targets.some((one) => one.intakeTypeId !== null) ? await intakeTypesUp(db, ticket.intake_type_id) : [])
    const clock = this.#advance(policy, ticket, target, known ?? fresh(ticketId, began), known ? now() : began)
    clock.first_done_at ??= ENDED.includes(ticket.state) ? now() : await this.#firstReply(ticketId, clock.started_at)
    return { clock, known, ticket }
  }

  row(ticketId: number): Promise<ClockRow | undefined> {
    return this.db.one<ClockRow>(
      `select k.ticket_id, k.started_at, k.running_since, k.spent_ms, k.next_at, k.first_minutes, k.first_due_at, k.first_done_at, k.first_warned_at, k.first_breached_at,
              k.solve_minutes, k.solve_due_at, k.solve_done_at, k.solve_warned_at, k.solve_breached_at from {ticket_sla} k where k.ticket_id = :ticketId`,
      { ticketId },
    )
  }

  /** Nothing is promised any more: what was measured stays. */
  async stopAll(): Promise<void> {
    await this.db.update('ticket_sla', { next_at: null }, 'next_at is not null')
    await this.db.update('ticket', { due_at: null }, 'due_at is not null')
  }

  /** The clock as it stands now, with its targets and deadlines computed anew. `at`: since when the ticket is as it is. */
  #advance({ document, calendar }: SlaPolicy, ticket: TicketFacts, target: SlaTarget | undefined, before: ClockRow, at: number): ClockRow {
    const clock = { ...before }
    const now = this.now()
    const ended = ENDED.includes(ticket.state)
    const runs = !ended && !(ticket.state === 'on_hold' && document.pauseOnHold)
    if (runs && clock.running_since === null) clock.running_since = at
    if (!runs && clock.running_since !== null) {
      clock.spent_ms += workingTimeBetween(calendar, clock.running_since, now)
      clock.running_since = null
    }
    clock.solve_done_at = ended ? (clock.solve_done_at ?? now) : null
    clock.first_minutes = target?.firstResponse ?? null
    clock.solve_minutes = target?.solve ?? null
    if (clock.first_done_at === null) this.#move(clock, 'first', clock.first_minutes === null ? null : addWorkingTime(calendar, clock.started_at, clock.first_minutes * MINUTE_MS), now)
    if (clock.solve_minutes === null || clock.running_since === null) this.#move(clock, 'solve', null, now)
    else {
      const left = clock.solve_minutes * MINUTE_MS - clock.spent_ms
      // Its time was used up before it stood still: it is due at once.
      this.#move(clock, 'solve', left > 0 ? addWorkingTime(calendar, clock.running_since, left) : clock.running_since, now)
    }
    return clock
  }

  /** A deadline that moved into the future can be missed, and warned of, again. */
  #move(clock: ClockRow, deadline: Deadline, due: number | null, now: number): void {
    if (due !== null && due > now && due !== clock[`${deadline}_due_at`]) {
      clock[`${deadline}_warned_at`] = null
      clock[`${deadline}_breached_at`] = null
    }
    clock[`${deadline}_due_at`] = due
  }

  /** When the next warning or deadline comes that nobody was told of. */
  #nextLook(policy: SlaPolicy, clock: ClockRow): number | null {
    const moments = DEADLINES.flatMap((deadline) => {
      const due = clock[`${deadline}_due_at`]
      if (due === null || clock[`${deadline}_done_at`] !== null || clock[`${deadline}_breached_at`] !== null) return []
      return [clock[`${deadline}_warned_at`] === null ? (this.warningAt(policy, clock, deadline) ?? due) : due]
    })
    return moments.length === 0 ? null : Math.min(...moments)
  }

  /** null: no warning, or the whole promise is shorter than the time to warn before it. */
  warningAt({ document, calendar }: SlaPolicy, clock: ClockRow, deadline: Deadline): number | null {
    const start = deadline === 'first' ? clock.started_at : clock.running_since
    const minutes = clock[`${deadline}_minutes`]
    if (document.warnBefore === 0 || start === null || minutes === null) return null
    const left = (minutes - document.warnBefore) * MINUTE_MS - (deadline === 'solve' ? clock.spent_ms : 0)
    return left > 0 ? addWorkingTime(calendar, start, left) : null
  }

  async #firstReply(ticketId: number, since: number): Promise<number | null> {
    const row = await this.db.one<{ at: number | null }>("select min(m.created_at) as at from {message} m where m.ticket_id = :ticketId and m.kind = 'reply' and m.author_type = 'member' and m.created_at >= :since", { ticketId, since })
    return row?.at ?? null
  }
}

function fresh(ticketId: number, startedAt: number): ClockRow {
  return {
    ticket_id: ticketId, started_at: startedAt, running_since: null, spent_ms: 0, next_at: null,
    first_minutes: null, first_due_at: null, first_done_at: null, first_warned_at: null, first_breached_at: null,
    solve_minutes: null, solve_due_at: null, solve_done_at: null, solve_warned_at: null, solve_breached_at: null,
  }
}

function nextDue(clock: ClockRow): number | null {
  const open = DEADLINES.flatMap((deadline) => (clock[`${deadline}_done_at`] === null && clock[`${deadline}_due_at`] !== null ? [clock[`${deadline}_due_at`]!] : []))
  return open.length === 0 ? null : Math.min(...open)
}

function same(one: ClockRow, other: ClockRow): boolean {
  return (Object.keys(one) as (keyof ClockRow)[]).every((key) => one[key] === other[key])
}
