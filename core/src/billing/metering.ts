import { dayIn } from '../platform/index.js'
import type { ScopedDb } from '../tenancy/index.js'

/** What the core itself counts. */
export const TICKETS_HANDLED = 'ticket.case'

export interface MeteredFact {
  readonly id: number
  readonly reference: string
  readonly quantity: number
  readonly at: number
}

/** Writes what is charged in the transaction of the fact, so that a bill is never more and never less than what happened (TEN-5). */
export class Metering {
  constructor(
    readonly db: ScopedDb,
    readonly now: () => number,
  ) {}

  /** A ticket was answered or solved: charged once in a month, however often that happens to it. */
  handled(number: string): Promise<void> {
    return this.record(TICKETS_HANDLED, number, 1, this.now())
  }

  async record(meter: string, reference: string, quantity: number, at: number): Promise<void> {
    const { zone } = (await this.db.one<{ zone: string }>('select v.time_zone as zone from {service} v where v.id = :service'))!
    await this.db.later(this.db.insertIgnore('metering', { month: dayIn(zone, at).slice(0, 7), kind: meter, reference, quantity, created_at: at }))
  }

  /** The sums of a month, by meter. */
  async ofMonth(month: string): Promise<Readonly<Record<string, number>>> {
    const rows = await this.db.all<{ kind: string; total: number }>('select k.kind, sum(k.quantity) as total from {metering} k where k.month = :month group by k.kind', { month })
    return Object.fromEntries(rows.map((row) => [row.kind, Number(row.total)]))
  }

  /** What makes such a sum, in the order in which it was counted. */
  facts(month: string, meter: string, after: number, limit: number): Promise<MeteredFact[]> {
    return this.db.all<MeteredFact>('select k.id, k.reference, k.quantity, k.created_at as at from {metering} k where k.month = :month and k.kind = :meter and k.id > :after order by k.id limit :limit', { month, meter, after, limit })
  }
}
