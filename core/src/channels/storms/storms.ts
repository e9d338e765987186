import { AppError } from 'adapters-sdk'
import type { EventOutbox } from '../../events/index.js'
import { currentScope, type ScopedDb } from '../../tenancy/index.js'
import { NEVER } from './storm-breaker.js'

export const STORM_STATES = ['open', 'released', 'discarded'] as const
export interface StormView {
  readonly id: number
  readonly address: string
  readonly customer: { readonly number: string; readonly name: string }
  readonly state: (typeof STORM_STATES)[number]
  readonly held: number
  readonly createdAt: string
  readonly settledAt: string | null
  readonly settledBy: string | null
  /** What led to it, the newest first. */
  readonly chain: readonly { readonly at: string; readonly ticket: string; readonly subject: string; readonly trigger: string | null; readonly held: boolean }[]
}
interface StormRow { id: number; address: string; customer_id: number; ticket_id: number; state: StormView['state']; created_at: number; settled_at: number | null; settled_name: string | null; customer_number: string; customer_name: string; held: number }

const SHOWN = 20
const CHAIN = 12

/** What is held, and the decision about it. */
export class Storms {
  constructor(
    readonly db: ScopedDb,
    readonly events: EventOutbox,
    readonly now: () => number,
    readonly wake: () => void,
  ) {}

  /** Open ones first. */
  async list(): Promise<StormView[]> {
    const rows = await this.db.all<StormRow>(
      `select s.id, s.address, s.customer_id, s.ticket_id, s.state, s.created_at, s.settled_at, p.name as settled_name, c.number as customer_number, c.name as customer_name,
              (select count(*) from {automatic_message} a where a.storm_id = s.id) as held
       from {storm} s join {customer} c on c.id = s.customer_id left join {member} p on p.id = s.settled_by
       order by case when s.state = 'open' then 0 else 1 end, s.id desc limit ${SHOWN}`,
    )
    const views: StormView[] = []
    for (const row of rows) {
      const chain = await this.db.all<{ created_at: number; number: string; subject: string; title: string | null; storm_id: number | null }>(
        `select a.created_at, a.storm_id, t.number, t.subject, r.title from {automatic_message} a join {ticket} t on t.id = a.ticket_id left join {trigger_rule} r on r.id = a.trigger_id
         where a.customer_id = :customer and a.address = :address and a.created_at <= :until order by a.id desc limit ${CHAIN}`,
        { customer: row.customer_id, address: row.address, until: row.settled_at ?? NEVER },
      )
      views.push({
        id: row.id, address: row.address, customer: { number: row.customer_number, name: row.customer_name }, state: row.state, held: Number(row.held), createdAt: new Date(row.created_at).toISOString(),
        settledAt: row.settled_at === null ? null : new Date(row.settled_at).toISOString(), settledBy: row.settled_name,
        chain: chain.map((one) => ({ at: new Date(one.created_at).toISOString(), ticket: one.number, subject: one.subject, trigger: one.title, held: one.storm_id !== null })),
      })
    }
    return views
  }

  /** Lets what is held leave now, or never; whoever decided stands on the ticket. */
  settle(id: number, state: 'released' | 'discarded'): Promise<void> {
    return this.db.transaction(async () => {
      const now = this.now()
      const { cause } = currentScope()
      if ((await this.db.update('storm', { state, settled_by: cause.actorId ?? null, settled_at: now }, "id = :id and state = 'open'", { id })) === 0) throw new AppError('storm.settled')
      const storm = (await this.db.one<{ ticket_id: number; address: string }>('select s.ticket_id, s.address from {storm} s where s.id = :id', { id }))!
      const held = 'id in (select a.delivery_id from {automatic_message} a where a.storm_id = :id) and state = \'queued\' and next_at = :never'
      const count = await this.db.update('delivery', { ...(state === 'released' ? { next_at: now } : { state: 'cancelled' }), updated_at: now }, held, { id, never: NEVER })
      await this.db.insert('ticket_event', { ticket_id: storm.ticket_id, type: `storm.${state}`, origin: cause.origin, actor_id: cause.actorId ?? null, chain: cause.chain, data: JSON.stringify({ address: storm.address, count }), created_at: now })
      await this.events.publish('storm.changed', { ticketId: storm.ticket_id, stormId: id })
      this.db.afterCommit(this.wake)
    })
  }
}
