import type { Caller } from 'adapters-sdk'
import { dayIn, startOfDay } from '../platform/zoned-time.js'
import type { ScopedDb } from '../tenancy/index.js'
import type { PerformanceSection, PerformanceSources } from './performance-sources.js'

export interface TicketTotals {
  /** Came today and nobody has it yet. */
  readonly unassigned: number
  /** In the member's hands now, whenever they came. */
  readonly inProgress: number
  /** Solved today by whom they were assigned to: the member. */
  readonly solved: number
  readonly closed: number
}
export interface MyTotals {
  /** The service's day. */
  readonly day: string
  /** null for who has no tickets here. */
  readonly tickets: TicketTotals | null
  readonly sections: readonly PerformanceSection[]
}

/** What the signed-in member did today in the running service (TEN-10). */
export class MyPerformance {
  constructor(
    readonly db: ScopedDb,
    readonly sources: PerformanceSources,
    readonly now: () => number,
  ) {}

  async today(caller: Caller): Promise<MyTotals> {
    const service = await this.db.one<{ time_zone: string }>('select v.time_zone from {service} v where v.id = :service')
    const zone = service!.time_zone
    const day = dayIn(zone, this.now())
    const since = startOfDay(zone, day)
    return { day, tickets: caller.can('tickets') ? await this.#tickets(caller.memberId, since) : null, sections: await this.sources.today(caller, since) }
  }

  /** Each number from an index of its own, so that a large service costs no more than a small one. */
  async #tickets(memberId: number, since: number): Promise<TicketTotals> {
    const row = await this.db.one<TicketTotals>(
      `select (select count(*) from {ticket} t where t.state = 'unassigned' and t.updated_at >= :since and t.created_at >= :since) as "unassigned",
              (select count(*) from {ticket} t where t.assignee_id = :memberId and t.state in ('in_progress', 'on_hold')) as "inProgress",
              (select count(*) from {ticket} t where t.assignee_id = :memberId and t.state in ('solved', 'closed') and t.updated_at >= :since and t.solved_at >= :since) as "solved",
              (select count(*) from {ticket} t where t.assignee_id = :memberId and t.state = 'closed' and t.updated_at >= :since and t.closed_at >= :since) as "closed"`,
      { memberId, since },
    )
    return row!
  }
}
