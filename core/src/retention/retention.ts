import { Poller, type Logger } from '../platform/index.js'
import { systemScope, type SystemDb } from '../tenancy/index.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Small enough that nobody waits for it. */
const BATCH = 1000
const FACTS_MS = 31 * DAY
/** How long rows are kept whose ids grow with their time. */
const KEPT = [
  { table: 'idempotency_key', at: 'created_at', ms: 2 * DAY },
  { table: 'login_attempt', at: 'at', ms: DAY },
  { table: 'notice', at: 'created_at', ms: 90 * DAY },
  { table: 'outbox_event', at: 'created_at', ms: 90 * DAY },
] as const

/** Deletes what nobody asks for any more: answers kept for a repeated request, counted log-ins, ended sessions, expired links, old events. */
export class Retention {
  readonly #poller: Poller

  constructor(
    readonly system: SystemDb,
    readonly now: () => number,
    log: Logger,
  ) {
    this.#poller = new Poller(() => this.sweep(), HOUR, (error) => log.error({ err: error }, 'old rows could not be deleted'))
  }

  start(): void {
    this.#poller.start()
  }

  stop(): Promise<void> {
    return this.#poller.stop()
  }

  /** What triggers saw is kept for rehearsals; of what none looked at nothing remains. */
  async #forgetFacts(before: number): Promise<boolean> {
    const old = `id in (select e.id from trigger_evaluation e where e.facts is not null and e.created_at < :before order by e.created_at limit ${BATCH})`
    const gone = await this.system.run(`delete from trigger_evaluation where cast(results as text) = '[]' and missed is null and ${old}`, { before })
    const kept = await this.system.run(`update trigger_evaluation set facts = null where ${old}`, { before })
    return gone + kept >= BATCH
  }

  /** One batch; resolves to true when there may be more. */
  sweep(): Promise<boolean> {
    const now = this.now()
    return systemScope('delete what is no longer needed', async () => {
      await this.system.run('delete from member_link where expires_at <= :now', { now })
      // Idle ones ended long before.
      await this.system.run('delete from session where expires_at <= :now or seen_at <= :idle', { now, idle: now - DAY })
      let more = false
      for (const { table, at, ms } of KEPT) {
        // The oldest have the lowest ids, so that only a batch is looked at, however many there are.
        const deleted = await this.system.run(`delete from ${table} where id in (select o.id from (select id, ${at} as at from ${table} order by id limit ${BATCH}) o where o.at < :before)`, { before: now - ms })
        more ||= deleted === BATCH
      }
      return (await this.#forgetFacts(now - FACTS_MS)) || more
    })
  }
}
