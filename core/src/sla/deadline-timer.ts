import { newChain, Poller, type Logger } from '../platform/index.js'
import { inScope, systemScope, type ScopedDb, type SystemDb } from '../tenancy/index.js'
import { DEADLINES, type ClockRow, type Deadline, type TicketClocks } from './ticket-clocks.js'
import type { SlaPolicies } from './sla-policies.js'

/** What a missed or nearing deadline sets off, inside the ticket's transaction. */
export interface DeadlineReactions {
  reached(ticketId: number, what: 'sla.warning' | 'sla.breached', deadline: Deadline, dueAt: number): Promise<void>
}
export interface DeadlineTimerDependencies {
  readonly db: ScopedDb
  readonly system: SystemDb
  readonly policies: SlaPolicies
  readonly clocks: TicketClocks
  readonly reactions: DeadlineReactions
  readonly hold: (ticketId: number) => Promise<void>
  readonly log: Logger
  readonly now: () => number
}
interface Due { id: number; ticket_id: number; service_id: number; organisation_id: number }

const BATCH = 50
/** One that fails is looked at again later, and holds nobody up. */
const AFTER_ERROR_MS = 60_000

/** Says when a deadline is near or missed, once each: what is due is a column of the ticket's clock, judged again under the ticket's lock, so that a killed process or a second one changes nothing. */
export class DeadlineTimer {
  readonly #poller: Poller

  constructor(readonly deps: DeadlineTimerDependencies) {
    this.#poller = new Poller(() => this.#batch(), 1000, (error) => deps.log.error({ err: error }, 'deadlines could not be looked at'))
  }

  start(): void {
    this.#poller.start()
  }

  stop(): Promise<void> {
    return this.#poller.stop()
  }

  async #batch(): Promise<boolean> {
    const { system, now, log, db } = this.deps
    const due = await systemScope('find tickets whose deadline is near or missed', () =>
      system.all<Due>(
        `select k.id, k.ticket_id, k.service_id, v.organisation_id from ticket_sla k join service v on v.id = k.service_id where k.next_at <= :now order by k.next_at limit ${BATCH}`,
        { now: now() },
      ),
    )
    for (const { ticket_id: ticketId, service_id: serviceId, organisation_id: organisationId } of due) {
      const scope = { kind: 'service', organisationId, serviceId, cause: { origin: 'system', chain: newChain(), depth: 0 } } as const
      await inScope(scope, async () => {
        try {
          await this.look(ticketId)
        } catch (error) {
          log.error({ err: error, ticketId }, 'a deadline could not be handled')
          await db.update('ticket_sla', { next_at: now() + AFTER_ERROR_MS }, 'ticket_id = :ticketId', { ticketId })
        }
      })
    }
    return due.length === BATCH
  }

  /** Whatever is due of one ticket; harmless when somebody else was faster. */
  look(ticketId: number): Promise<void> {
    const { db, clocks, policies, now } = this.deps
    return db.transaction(async () => {
      await this.deps.hold(ticketId)
      const clock = await clocks.row(ticketId)
      if (!clock || clock.next_at === null || clock.next_at > now()) return
      const policy = await policies.current()
      if (!policy.document.enabled) return void (await db.update('ticket_sla', { next_at: null }, 'ticket_id = :ticketId', { ticketId }))
      for (const deadline of DEADLINES) {
        if (clock[`${deadline}_done_at`] !== null) continue
        const dueAt = clock[`${deadline}_due_at`]
        const warnAt = clocks.warningAt(policy, clock, deadline)
        if (dueAt !== null && dueAt <= now()) await this.#say(clock, deadline, 'sla.breached', dueAt)
        else if (dueAt !== null && warnAt !== null && warnAt <= now()) await this.#say(clock, deadline, 'sla.warning', dueAt)
      }
      await clocks.follow(ticketId)
    })
  }

  async #say(clock: ClockRow, deadline: Deadline, what: 'sla.warning' | 'sla.breached', dueAt: number): Promise<void> {
    const { db, now, reactions } = this.deps
    const column = `${deadline}_${what === 'sla.warning' ? 'warned' : 'breached'}_at` as const
    if (clock[column] !== null) return
    await db.update('ticket_sla', { [column]: now() }, 'ticket_id = :ticketId', { ticketId: clock.ticket_id })
    await reactions.reached(clock.ticket_id, what, deadline, dueAt)
  }
}
