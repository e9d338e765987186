import { dayIn } from '../platform/index.js'
import type { ScopedDb } from '../tenancy/index.js'

/** What is charged by its number. */
export type MeterKind = 'ticket' | 'chat' | 'kakao' | 'phone'

/** Writes what is charged in the transaction of the fact, so that a bill is never more and never less than what happened (TEN-5). */
export class Metering {
  constructor(
    readonly db: ScopedDb,
    readonly now: () => number,
  ) {}

  /** A ticket was answered or solved: charged once in a month, however often that happens to it. */
  handled(number: string): Promise<void> {
    return this.record('ticket', number, 1)
  }

  async record(kind: MeterKind, reference: string, quantity: number): Promise<void> {
    const { zone } = (await this.db.one<{ zone: string }>('select v.time_zone as zone from {service} v where v.id = :service'))!
    const now = this.now()
    await this.db.later(this.db.insertIgnore('metering', { month: dayIn(zone, now).slice(0, 7), kind, reference, quantity, created_at: now }))
  }

  /** The sums of a month. */
  async ofMonth(month: string): Promise<Readonly<Record<MeterKind, number>>> {
    const rows = await this.db.all<{ kind: MeterKind; total: number }>('select k.kind, sum(k.quantity) as total from {metering} k where k.month = :month group by k.kind', { month })
    return { ticket: 0, chat: 0, kakao: 0, phone: 0, ...Object.fromEntries(rows.map((row) => [row.kind, Number(row.total)])) }
  }
}
