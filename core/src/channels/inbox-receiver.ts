import { ChannelError, hostAction, type ChannelSession } from 'adapters-sdk'
import type { Nodes } from '../nodes/index.js'
import { InFlight, newChain, Poller, type Logger } from '../platform/index.js'
import { inScope, systemScope, type ScopedDb, type SystemDb } from '../tenancy/index.js'
import type { ChannelRegistry, RegisteredChannel } from './channel-registry.js'
import type { InboundGate } from './inbound-gate.js'
import type { InboxSessions } from './inbox-sessions.js'
import type { InboxRow, InboxStore } from './inbox-store.js'
import type { IntakeStore } from './intake-store.js'

export interface InboxReceiverDependencies {
  readonly db: ScopedDb
  readonly system: SystemDb
  readonly nodes: Nodes
  readonly channels: ChannelRegistry
  readonly inboxes: InboxStore
  readonly sessions: InboxSessions
  readonly store: IntakeStore
  readonly gate: InboundGate
  /** Wakes the intake once something was stored. */
  readonly wake: () => void
  readonly log: Logger
  readonly now: () => number
}
type Claimed = InboxRow & { organisation_id: number; cursor_value: string | null }

const EVERY_MS = 15_000
const LEASE_MS = 60_000
const RENEW_MS = 20_000
const AFTER_ERROR_MS = 30_000
const PAGE = 100
const ROOM = 64

/** Asks inboxes that poll for their messages and keeps those that stream connected: each on one node at a time. */
export class InboxReceiver {
  readonly #poller: Poller
  readonly #stopping = new AbortController()
  readonly #running = new InFlight(() => undefined)

  constructor(readonly deps: InboxReceiverDependencies) {
    deps.nodes.claims({ free: 'update inbox set receive_at = 0 where receive_at > 0' })
    this.#poller = new Poller(() => this.#batch(), 1000, (error) => deps.log.error({ err: error }, 'inboxes could not be claimed'))
  }

  start(): void {
    if (this.#receiving().length > 0) this.#poller.start()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#poller.stop()
    await this.#running.end(5000)
  }

  /** Channels whose adapters ask or listen by themselves. */
  #receiving(): string[] {
    return this.deps.channels.all.filter(({ adapter, settings }) => {
      const defaults = settings.safeParse({})
      const { inbound } = adapter.capabilities((defaults.success ? defaults.data : {}) as never)
      return inbound.includes('poll') || inbound.includes('stream')
    }).map((channel) => channel.id)
  }

  async #batch(): Promise<boolean> {
    const { system, now } = this.deps
    const room = ROOM - this.#running.size
    if (room <= 0) return false
    const locked = system.kind === 'postgres' ? 'for update skip locked' : ''
    const due = await systemScope('claim inboxes that are due', () =>
      system.all<Claimed>(
        `update inbox set receive_at = :lease, claimed_by = :node where id in (
           select id from inbox where channel in (:channels) and state = 'active' and receive_at <= :now and (paused_until is null or paused_until <= :now) order by receive_at, id limit :room ${locked})
         returning *, (select organisation_id from service s where s.id = inbox.service_id) as organisation_id`,
        { channels: this.#receiving(), now: now(), lease: now() + LEASE_MS, node: this.deps.nodes.id, room },
      ),
    )
    // Its lease ends and it is looked after again.
    for (const row of due) this.#running.begin(() => this.#receive(row).catch((error: unknown) => this.deps.log.error({ err: error, inboxId: row.id }, 'an inbox could not be looked after')))
    return false
  }

  async #receive(row: Claimed): Promise<void> {
    const { log, now } = this.deps
    const channel = this.deps.channels.get(row.channel)
    if (!channel) return
    const scope = { kind: 'service', organisationId: row.organisation_id, serviceId: row.service_id, cause: { origin: 'channel', chain: newChain(), depth: 0 } } as const
    await inScope(scope, async () => {
      const renewal = setInterval(() => void this.#lookAfter(row.id, now() + LEASE_MS).catch((error: unknown) => log.warn({ err: error, inboxId: row.id }, 'an inbox was not kept')), RENEW_MS)
      try {
        await this.deps.sessions.use(channel, row, this.#stopping.signal, (session) => this.#take(session, row, channel))
        await this.#lookAfter(row.id, now() + EVERY_MS)
      } catch (error) {
        // Another node may go on at once.
        if (this.#stopping.signal.aborted) await this.#lookAfter(row.id, now())
        else await this.#failed(row, channel, error)
      } finally {
        clearInterval(renewal)
      }
    })
  }

  async #take(session: ChannelSession, row: Claimed, channel: RegisteredChannel): Promise<void> {
    const { signal } = this.#stopping
    if (session.listen) {
      await session.listen(this.deps.gate.open({ inboxId: row.id, serviceId: row.service_id, organisationId: row.organisation_id, channel: channel.id }).sink, signal)
      return
    }
    let cursor = row.cursor_value
    for (let more = true; more && session.poll && !signal.aborted; ) {
      const page = await session.poll(cursor, { max: PAGE }, signal)
      // What was fetched and how far we are is one fact: a killed process neither loses a page nor asks for it for nothing.
      await this.deps.db.transaction(async () => {
        if (page.raw.length > 0) await this.deps.store.add(row.id, page.raw)
        await this.deps.db.update('inbox', { cursor_value: page.cursor }, 'id = :id', { id: row.id })
      })
      if (page.raw.length > 0) this.deps.wake()
      cursor = page.cursor
      more = page.more
    }
  }

  async #failed(row: Claimed, channel: RegisteredChannel, error: unknown): Promise<void> {
    const { inboxes, sessions, log, now } = this.deps
    log.warn({ err: error, inboxId: row.id, channel: channel.id }, 'an inbox could not be asked for messages')
    sessions.forget(row.id)
    const known = error instanceof ChannelError ? error : new ChannelError('adapter.bug', error instanceof Error ? error.message : String(error))
    const action = hostAction(known)
    const until = now() + (known.details.retryAfterMs ?? AFTER_ERROR_MS)
    if (action === 'needs-reauth') await inboxes.setState(row.id, 'needs_reauth', known.message)
    else if (action === 'pause-inbox') await inboxes.setState(row.id, 'active', known.message, until)
    await this.#lookAfter(row.id, until)
  }

  async #lookAfter(id: number, at: number): Promise<void> {
    await this.deps.db.update('inbox', { receive_at: at }, 'id = :id', { id })
  }
}
