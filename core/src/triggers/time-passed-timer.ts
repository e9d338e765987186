import type { TicketState } from 'adapters-sdk'
import { newChain, Poller, type Logger } from '../platform/index.js'
import { inScope, systemScope, type ScopedDb, type SystemDb } from '../tenancy/index.js'
import { TIME_PASSED } from './core-parts.js'

export interface TimePassedDependencies {
  readonly db: ScopedDb
  readonly system: SystemDb
  readonly reactions: { react(event: { readonly key: string; readonly name: typeof TIME_PASSED; readonly ticketId: number; readonly changes: Readonly<Record<string, never>>; readonly only: number }): Promise<void> }
  /** Holds a ticket until the transaction ends. */
  readonly hold: (ticketId: number) => Promise<void>
  readonly log: Logger
  readonly now: () => number
}
interface Waiting { id: number; service_id: number; organisation_id: number; wait_state: TicketState; wait_minutes: number; wait_from: number; waited_until: number }
interface Due { id: number; since: number }

const EVERY_MS = 10_000
const BATCH = 50
/** A change committed late may lie before what was looked at already; the ledger knows what was handled. */
const OVERLAP_MS = 10 * 60_000
const SINCE = 'coalesce(t.state_since, t.created_at)'

/** TRG-3: time passed in a state. What is due follows from when the ticket came into its state, so nothing has to be set or cancelled; it is judged again under the ticket's lock, and the ledger's key lets each trigger look once per ticket and stay, whatever is killed or runs twice. */
export class TimePassedTimer {
  readonly #poller: Poller

  constructor(readonly deps: TimePassedDependencies) {
    this.#poller = new Poller(() => this.look().then(() => false), EVERY_MS, (error) => deps.log.error({ err: error }, 'triggers that wait could not be looked at'))
  }

  start(): void {
    this.#poller.start()
  }

  stop(): Promise<void> {
    return this.#poller.stop()
  }

  /** Whatever is due now. */
  async look(): Promise<void> {
    const waiting = await systemScope('find triggers that wait for time to pass', () =>
      this.deps.system.all<Waiting>(
        "select r.id, r.service_id, v.organisation_id, r.wait_state, r.wait_minutes, r.wait_from, r.waited_until from trigger_rule r join service v on v.id = r.service_id where r.wait_minutes is not null and r.state <> 'off' order by r.id",
        {},
      ),
    )
    for (const rule of waiting) {
      await this.#in(rule, () => this.#rule(rule)).catch((error: unknown) => this.deps.log.error({ err: error, triggerId: rule.id }, 'a trigger that waits could not be looked at'))
    }
  }

  async #rule(rule: Waiting): Promise<void> {
    const { db, log, now } = this.deps
    const until = now()
    const wait = rule.wait_minutes * 60_000
    const from = Math.max(rule.waited_until - OVERLAP_MS, rule.wait_from) - wait
    let whole = true
    for (let after = 0, due: Due[] = []; after === 0 || due.length === BATCH; after = due.at(-1)?.id ?? -1) {
      due = await db.all<Due>(
        `select t.id, ${SINCE} as since from {ticket} t
         where t.state = :state and ${SINCE} > :from and ${SINCE} <= :before and t.id > :after
           and not exists (select 1 from {trigger_evaluation} e where e.event_key = cast(:prefix as text) || t.id || ':' || ${SINCE})
         order by t.id limit ${BATCH}`,
        { state: rule.wait_state, from, before: until - wait, after, prefix: `${TIME_PASSED}:${rule.id}:` },
      )
      for (const ticket of due) {
        await this.#in(rule, () => this.#ticket(rule, ticket)).catch((error: unknown) => {
          whole = false
          log.error({ err: error, triggerId: rule.id, ticketId: ticket.id }, 'time passed for a ticket, but it could not be handled')
        })
      }
    }
    // What failed lies before it and is due again the next time.
    if (whole) await db.update('trigger_rule', { waited_until: until }, 'id = :id and waited_until < :until', { id: rule.id, until })
  }

  #ticket(rule: Waiting, { id, since }: Due): Promise<void> {
    const { db, hold, reactions } = this.deps
    return db.transaction(async () => {
      await hold(id)
      const still = await db.one(`select t.id from {ticket} t where t.id = :id and t.state = :state and ${SINCE} = :since`, { id, state: rule.wait_state, since })
      if (still) await reactions.react({ key: `${TIME_PASSED}:${rule.id}:${id}:${since}`, name: TIME_PASSED, ticketId: id, changes: {}, only: rule.id })
    })
  }

  #in<T>({ organisation_id: organisationId, service_id: serviceId }: Waiting, work: () => Promise<T>): Promise<T> {
    return inScope({ kind: 'service', organisationId, serviceId, cause: { origin: 'system', chain: newChain(), depth: 0 } }, work)
  }
}
