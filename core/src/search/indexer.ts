import type { JobQueue } from '../jobs/index.js'
import { Poller, type Logger } from '../platform/index.js'
import { systemScope, type ScopedDb, type SystemDb, SqlExpression } from '../tenancy/index.js'
import { documentTokens } from './document-tokens.js'
import type { SearchIndex } from './search-index.js'
import { ticketText, type StaleTicket } from './ticket-texts.js'

const INTERVAL_MS = 400
const BATCH = 50
const LOCK = 7_362_003

/**
 * Brings the index up to what tickets say now. A ticket whose text changed has a greater `text_version` than `indexed_version`, written in the transaction of the change:
 * intake pays nothing more for it, and whatever a killed process left behind is found by the next.
 */
export class Indexer {
  readonly #poller: Poller
  #stopping = false

  constructor(
    readonly system: SystemDb,
    readonly index: SearchIndex,
    log: Logger,
  ) {
    this.#poller = new Poller(() => this.batch().then((count) => count === BATCH), INTERVAL_MS, (error) => log.error({ err: error }, 'tickets could not be put into the search'))
  }

  start(): void {
    this.#stopping = false
    this.#poller.start()
  }

  /** Within the time of one ticket, however many wait: the next start goes on with them. */
  stop(): Promise<void> {
    this.#stopping = true
    return this.#poller.stop()
  }

  /** Puts the next tickets into the index; resolves to how many there were. */
  batch(): Promise<number> {
    return systemScope('put into the search what changed, of every service', () => (this.system.kind === 'sqlite' ? this.#batch() : this.system.transaction(() => this.#alone())))
  }

  /** One node at a time, so that nobody works for nothing; until the transaction ends. */
  async #alone(): Promise<number> {
    const row = await this.system.one<{ mine: boolean }>(`select pg_try_advisory_xact_lock(${LOCK}) as mine`)
    return row?.mine ? this.#batch() : 0
  }

  async #batch(): Promise<number> {
    const stale = await this.system.all<StaleTicket>(`select t.id, t.service_id, t.text_version from ticket t where t.indexed_version <> t.text_version order by t.id limit ${BATCH}`)
    const read: { ticket: StaleTicket; tokens: Set<string> }[] = []
    for (const ticket of stale) {
      if (this.#stopping) break
      const text = await ticketText(this.system, ticket.id)
      if (text) read.push({ ticket, tokens: await documentTokens(text) })
      // On SQLite nothing here waits for anything: without a breath the process would hear neither requests nor the signal to stop until all is read.
      await new Promise(setImmediate)
    }
    if (read.length > 0) await this.system.transaction(() => this.#write(read))
    return stale.length
  }

  /** Whoever changed a ticket while it was read leaves it for the next batch; the rows are held from here on, so that an older reading never comes later. */
  async #write(read: readonly { ticket: StaleTicket; tokens: Set<string> }[]): Promise<void> {
    const held = await this.system.all<{ id: number; text_version: number }>(`select t.id, t.text_version from ticket t where t.id in (:ids) and t.indexed_version <> t.text_version order by t.id${this.system.kind === 'postgres' ? ' for update' : ''}`, { ids: read.map(({ ticket }) => ticket.id) })
    const versions = new Map(held.map((row) => [row.id, row.text_version]))
    const mine = read.filter(({ ticket }) => versions.get(ticket.id) === ticket.text_version)
    if (mine.length === 0) return
    await this.system.run('update ticket set indexed_version = text_version where id in (:ids)', { ids: mine.map(({ ticket }) => ticket.id) })
    await this.index.put(mine.map(({ ticket, tokens }) => ({ serviceId: ticket.service_id, ticketId: ticket.id, tokens })))
  }
}

/** Hears what makes the index outdated without changing a ticket itself. */
export function listenForSearch(jobs: JobQueue, db: ScopedDb, index: SearchIndex): void {
  const stale = (customerId: number) => db.update('ticket', { text_version: new SqlExpression('text_version + 1') }, 'customer_id = :customerId', { customerId })
  jobs.listen('customer.changed', 'search.stale', async (payload) => void (await stale((payload as { customerId: number }).customerId)))
  jobs.listen('customer.merged', 'search.stale', async (payload) => void (await stale((payload as { intoId: number }).intoId)))
  jobs.listen('ticket.deleted', 'search.forget', (payload) => systemScope("forget a deleted ticket's words", () => index.remove((payload as { ticketId: number }).ticketId)))
}
