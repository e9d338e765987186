import { ChannelError, hostAction, type Capabilities, type SendResult } from 'adapters-sdk'
import type { DiskFiles } from '../files/index.js'
import type { Nodes } from '../nodes/index.js'
import { InFlight, newChain, Poller, within, type Logger } from '../platform/index.js'
import { inScope, systemScope, type ScopedDb, type SystemDb } from '../tenancy/index.js'
import type { ChannelRegistry, RegisteredChannel } from './channel-registry.js'
import type { Conversations } from './conversations.js'
import type { DeliveryRow, DeliveryStore } from './delivery-store.js'
import type { InboxSessions } from './inbox-sessions.js'
import type { InboxRow, InboxStore } from './inbox-store.js'
import { outboundMessage } from './outbound-message.js'
import type { RateLimiter } from './rate-limiter.js'

export interface DispatcherDependencies {
  readonly db: ScopedDb
  readonly system: SystemDb
  readonly nodes: Nodes
  readonly channels: ChannelRegistry
  readonly inboxes: InboxStore
  readonly sessions: InboxSessions
  readonly store: DeliveryStore
  readonly conversations: Conversations
  readonly files: DiskFiles
  readonly limiter: RateLimiter
  readonly log: Logger
  readonly now: () => number
  /** Whether the channel's plugin is switched on for the service in scope. */
  readonly allows: (plugin: string) => Promise<boolean>
}

const SEND_MS = 90_000
const LEASE_MS = SEND_MS + 30_000
const PATIENCE_MS = 5000
const PER_SERVICE = 5
const BATCH = 20
/** Sends under way at a time; several relays that hang must leave room for the others. */
const ROOM = 64
const BACKOFF_MS = [10_000, 30_000, 120_000, 600_000, 1_800_000, 3_600_000, 7_200_000, 14_400_000, 28_800_000]

/** Sends what is due. An attempt is a committed row before a byte leaves; one whose end nobody saw is looked up or shown, never repeated blindly. */
export class DeliveryDispatcher {
  readonly #poller: Poller
  readonly #stopping = new AbortController()
  readonly #sending = new InFlight(() => this.#poller.wake())

  constructor(readonly deps: DispatcherDependencies) {
    deps.nodes.claims({ free: "update delivery set lease_until = 0 where state = 'sending'" })
    this.#poller = new Poller(() => this.#batch(), 1000, (error) => deps.log.error({ err: error }, 'deliveries could not be claimed'))
  }

  start(): void {
    this.#poller.start()
  }
  wake(): void {
    this.#poller.wake()
  }
  /** What is being sent may finish; only what takes too long is cut off. */
  async stop(): Promise<void> {
    const patience = setTimeout(() => this.#stopping.abort(), PATIENCE_MS)
    await this.#poller.stop()
    await this.#sending.end(PATIENCE_MS + 500)
    clearTimeout(patience)
    await this.deps.sessions.closeAll()
  }

  async #batch(): Promise<boolean> {
    const { system, now } = this.deps
    const abandoned = await systemScope('find attempts whose process died', () =>
      system.all<DeliveryRow>(`update delivery set lease_until = :lease, claimed_by = :node where id in (select id from delivery where state = 'sending' and lease_until < :now order by id limit ${BATCH} ${this.#locked()}) returning *, ${ORGANISATION}`, { now: now(), lease: now() + LEASE_MS, node: this.deps.nodes.id }),
    )
    for (const row of abandoned) this.#sending.begin(() => this.#inService(row, () => this.#recover(row)))
    const room = Math.min(BATCH, ROOM - this.#sending.size)
    if (room <= 0) return false
    const due = await systemScope('claim due deliveries of every service', () => this.#claim(room))
    for (const row of due) this.#sending.begin(() => this.#inService(row, () => this.#send(row)))
    return due.length > 0
  }

  /** Agents' answers before automatic mail, and no service before the others. */
  #claim(room: number): Promise<DeliveryRow[]> {
    const { system, now } = this.deps
    return system.transaction(async () => {
      const candidates = await system.all<{ id: number }>(
        `select ranked.id from (
           select d.id, d.automatic, row_number() over (partition by d.service_id order by d.automatic, d.next_at, d.id) as turn
           from delivery d join inbox b on b.id = d.inbox_id where d.state = 'queued' and d.next_at <= :now and b.state = 'active' and (b.paused_until is null or b.paused_until <= :now)) ranked
         where ranked.turn <= ${PER_SERVICE} order by ranked.turn, ranked.automatic, ranked.id limit :room`,
        { now: now(), room },
      )
      if (candidates.length === 0) return []
      const rows = await system.all<DeliveryRow>(
        `update delivery set state = 'sending', lease_until = :lease, claimed_by = :node, attempts = attempts + 1 where id in (select id from delivery where id in (:ids) and state = 'queued' ${this.#locked()}) returning *, ${ORGANISATION}`,
        { lease: now() + LEASE_MS, node: this.deps.nodes.id, ids: candidates.map((row) => row.id) },
      )
      for (const row of rows) await system.run('insert into delivery_attempt (service_id, delivery_id, number, started_at) values (:service, :delivery, :number, :now)', { service: row.service_id, delivery: row.id, number: row.attempts, now: now() })
      return rows
    })
  }

  async #send(row: DeliveryRow): Promise<void> {
    const { inboxes, limiter, sessions } = this.deps
    const inbox = await inboxes.row(row.inbox_id)
    const channel = this.deps.channels.get(inbox.channel)
    if (!channel || !(await this.deps.allows(channel.plugin))) return this.#putBack(row, 60_000, channel ? 'contract.not_enabled' : 'channel.not_running')
    const handle = inboxes.handle(channel, inbox)
    const capabilities = channel.adapter.capabilities(handle.settings)
    const wait = limiter.take(inbox.id, capabilities.limits)
    if (wait > 0) return this.#putBack(row, wait, null)
    const signal = AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(SEND_MS)])
    let reached = false
    try {
      const message = await outboundMessage(this.deps, row)
      // An adapter that ignores its signal still ends on time.
      const late = () => (reached ? new ChannelError('outcome.unknown', 'no answer in time', { certainty: 'maybe-sent' }) : new ChannelError('transient.network', 'no connection in time'))
      const using = sessions.use(channel, inbox, signal, (session) => {
        reached = true
        return within(session.send(message, signal), signal, late)
      })
      const result = await within(using, signal, late)
      await this.#sent(row, result)
    } catch (error) {
      const known = error instanceof ChannelError ? error : reached ? new ChannelError('outcome.unknown', messageOf(error), { certainty: 'maybe-sent', cause: error }) : new ChannelError('transient.provider', messageOf(error), { certainty: 'not-sent', cause: error })
      if (hostAction(known) !== 'fail') sessions.forget(inbox.id)
      await this.#failed(row, inbox, channel, capabilities, known)
    } finally {
      limiter.release(inbox.id)
    }
  }

  #sent(row: DeliveryRow, result: SendResult): Promise<void> {
    const { db, store, conversations } = this.deps
    return db.transaction(async () => {
      await this.#endAttempt(row, 'sent', null, null, result.externalId)
      if (row.ticket_id !== null) await conversations.remember(row.inbox_id, row.ticket_id, row.message_id, undefined, [result.externalId])
      await store.setState(row, result.status, null, null, { external_id: result.externalId })
    })
  }

  async #failed(row: DeliveryRow, inbox: InboxRow, channel: RegisteredChannel, capabilities: Capabilities, error: ChannelError): Promise<void> {
    const { db, store, inboxes, log, now } = this.deps
    const action = hostAction(error)
    const provider = error.details.providerCode
    const detail = provider ? `${provider}: ${error.message}` : error.message
    log.warn({ err: error, deliveryId: row.id, channel: channel.id, code: error.code, action }, 'delivery attempt failed')
    await db.transaction(async () => {
      await this.#endAttempt(row, action, error, detail, null)
      if (action === 'reconcile' || !(await this.#holds(row))) return
      const backoff = error.details.retryAfterMs ?? BACKOFF_MS[row.attempts - 1]
      if (action === 'pause-inbox') {
        const until = now() + (error.details.retryAfterMs ?? 60_000)
        await inboxes.setState(inbox.id, 'active', detail, until)
        await store.setState(row, 'queued', error.code, detail, { next_at: until })
      } else if (action === 'needs-reauth') {
        await inboxes.setState(inbox.id, 'needs_reauth', detail)
        await store.setState(row, 'queued', error.code, detail, { next_at: now() })
      } else if (action === 'retry' && backoff !== undefined) await store.setState(row, 'queued', error.code, detail, { next_at: now() + backoff })
      else await store.setState(row, 'failed', error.code, detail)
    })
    if (action === 'reconcile') await this.#reconcile(row, inbox, channel, capabilities, detail)
  }

  /** After a crash: the attempt has no end in its row. */
  async #recover(row: DeliveryRow): Promise<void> {
    const inbox = await this.deps.inboxes.row(row.inbox_id)
    const channel = this.deps.channels.get(inbox.channel)
    if (!channel) return
    await this.#endAttempt(row, 'abandoned', null, 'the process ended during the attempt', null)
    await this.#reconcile(row, inbox, channel, channel.adapter.capabilities(this.deps.inboxes.handle(channel, inbox).settings), 'the process ended during the attempt')
  }

  /** What may have been sent: safe to repeat, looked up, or shown to the agent. */
  async #reconcile(row: DeliveryRow, inbox: InboxRow, channel: RegisteredChannel, capabilities: Capabilities, detail: string): Promise<void> {
    const { db, store, sessions, now } = this.deps
    const end = (state: 'queued' | 'unknown'): Promise<void> =>
      db.transaction(async () => {
        if (await this.#holds(row)) await store.setState(row, state, 'outcome.unknown', detail, state === 'queued' ? { next_at: now() + (BACKOFF_MS[row.attempts - 1] ?? 3_600_000) } : {})
      })
    if (capabilities.idempotentSend === 'native') return end('queued')
    if (capabilities.idempotentSend === 'lookup') {
      const signal = AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(SEND_MS)])
      try {
        const looking = sessions.use(channel, inbox, signal, async (session) => session.find?.(String(row.id), signal))
        const found = await within(looking, signal, () => new Error('no answer in time'))
        if (found) return await this.#sent(row, found)
        return await end('queued')
      } catch (error) {
        this.deps.log.warn({ err: error, deliveryId: row.id }, 'a delivery could not be looked up')
        sessions.forget(inbox.id)
        // Its lease ends and it is looked up again.
        return void (await db.update('delivery', { lease_until: now() + 60_000 }, 'id = :id', { id: row.id }))
      }
    }
    await end('unknown')
  }

  /** Whether the attempt is still under way, until the transaction ends: whoever was too slow leaves the message to whoever decided about it since. */
  async #holds(row: DeliveryRow): Promise<boolean> {
    await this.deps.store.hold(row.id)
    return (await this.deps.db.one("select d.id from {delivery} d where d.id = :id and d.state = 'sending' and d.attempts = :attempts", { id: row.id, attempts: row.attempts })) !== undefined
  }

  async #endAttempt(row: DeliveryRow, outcome: string, error: ChannelError | null, detail: string | null, externalId: string | null): Promise<void> {
    await this.deps.db.update(
      'delivery_attempt',
      { finished_at: this.deps.now(), outcome, error_code: error?.code ?? null, certainty: error?.details.certainty ?? null, detail: detail?.slice(0, 1000) ?? null, external_id: externalId },
      'delivery_id = :id and number = :number',
      { id: row.id, number: row.attempts },
    )
  }

  /** Nothing was tried: the attempt does not count. */
  async #putBack(row: DeliveryRow, ms: number, reason: string | null): Promise<void> {
    await this.deps.db.transaction(async () => {
      if (!(await this.#holds(row))) return
      await this.deps.db.delete('delivery_attempt', 'delivery_id = :id and number = :number', { id: row.id, number: row.attempts })
      await this.deps.db.update('delivery', { state: 'queued', lease_until: null, attempts: row.attempts - 1, next_at: this.deps.now() + ms, error_code: reason }, 'id = :id', { id: row.id })
    })
  }

  async #inService(row: DeliveryRow, work: () => Promise<void>): Promise<void> {
    const scope = { kind: 'service', organisationId: row.organisation_id, serviceId: row.service_id, cause: { origin: 'channel', chain: newChain(), depth: 0 } } as const
    try {
      await inScope(scope, work)
    } catch (error) {
      this.deps.log.error({ err: error, deliveryId: row.id }, 'a delivery could not be handled')
    }
  }

  #locked(): string {
    return this.deps.system.kind === 'postgres' ? 'for update skip locked' : ''
  }
}

const ORGANISATION = '(select organisation_id from service s where s.id = delivery.service_id) as organisation_id'

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
