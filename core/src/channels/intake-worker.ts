import { ChannelError, fromJson, type InboundEvent } from 'adapters-sdk'
import type { EventOutbox } from '../events/index.js'
import type { DiskFiles } from '../files/index.js'
import type { Nodes } from '../nodes/index.js'
import { InFlight, newChain, Poller, within, type Logger } from '../platform/index.js'
import { inScope, systemScope, type SystemDb } from '../tenancy/index.js'
import type { ChannelRegistry } from './channel-registry.js'
import type { InboxStore } from './inbox-store.js'
import type { IntakePipeline } from './intake-pipeline.js'
import type { IntakeStore, RawRow } from './intake-store.js'

export interface IntakeWorkerDependencies {
  readonly system: SystemDb
  readonly nodes: Nodes
  readonly files: DiskFiles
  readonly channels: ChannelRegistry
  readonly inboxes: InboxStore
  readonly pipeline: IntakePipeline
  readonly store: IntakeStore
  readonly events: EventOutbox
  readonly log: Logger
  readonly now: () => number
}

const LEASE_MS = 2 * 60_000
/** Ended before its lease does. */
const PARSE_MS = 60_000
const BATCH = 8
/** Inboxes at work at a time; several whose adapter hangs must leave room for the others. */
const ROOM = 16
const PATIENCE_MS = 1000
const MAX_ATTEMPTS = 5

/** Takes stored raw facts to the pipeline, on whichever node is free; what cannot be understood is quarantined with its bytes. */
export class IntakeWorker {
  readonly #poller: Poller
  readonly #working = new InFlight(() => this.#poller.wake())
  readonly #busy = new Set<number>()
  #stopping = false

  constructor(readonly deps: IntakeWorkerDependencies) {
    deps.nodes.claims({ free: "update raw_inbound set lease_until = null where state = 'stored' and attempts < :tries", params: { tries: MAX_ATTEMPTS } })
    this.#poller = new Poller(() => this.#batch(), 1000, (error) => deps.log.error({ err: error }, 'intake could not be claimed'))
  }

  start(): void {
    this.#poller.start()
  }
  wake(): void {
    this.#poller.wake()
  }
  /** What is under way ends; the rest of what was taken is given back. */
  async stop(): Promise<void> {
    this.#stopping = true
    await this.#poller.stop()
    await this.#working.end(PATIENCE_MS)
  }

  async #batch(): Promise<boolean> {
    if (this.#working.size >= ROOM) return false
    const rows = await systemScope('claim raw messages of every service', () => this.#claim())
    // One inbox's messages in their order, so that an answer does not overtake its question.
    const byInbox = new Map<number, RawRow[]>()
    for (const row of rows.sort((a, b) => a.id - b.id)) byInbox.set(row.inbox_id, [...(byInbox.get(row.inbox_id) ?? []), row])
    for (const [inboxId, queue] of byInbox) {
      this.#busy.add(inboxId)
      this.#working.begin(() => this.#work(queue).finally(() => this.#busy.delete(inboxId)))
    }
    return rows.length > 0
  }

  async #work(queue: readonly RawRow[]): Promise<void> {
    for (const row of queue) await (this.#stopping ? this.#inService(row, () => this.deps.store.putBack(row.id, 0, 'the server was stopped')) : this.#inService(row, () => this.#process(row)))
  }

  /** An inbox that is at work keeps its later messages waiting, and nobody else's. */
  #claim(): Promise<RawRow[]> {
    const { system, now } = this.deps
    const locked = system.kind === 'postgres' ? 'for update skip locked' : ''
    return system.all<RawRow>(
      `update raw_inbound set lease_until = :lease, claimed_by = :node, attempts = attempts + 1 where id in (
         select id from raw_inbound where state = 'stored' and (lease_until is null or lease_until < :now) and inbox_id not in (:busy) order by id limit ${BATCH} ${locked})
       returning id, service_id, (select organisation_id from service s where s.id = raw_inbound.service_id) as organisation_id, inbox_id, external_id, headers, body, file, bytes, attempts, received_at`,
      { now: now(), lease: now() + LEASE_MS, node: this.deps.nodes.id, busy: [0, ...this.#busy] },
    )
  }

  async #inService(raw: RawRow, work: () => Promise<void>): Promise<void> {
    const scope = { kind: 'service', organisationId: raw.organisation_id, serviceId: raw.service_id, cause: { origin: 'channel', chain: newChain(), depth: 0 } } as const
    try {
      await inScope(scope, work)
    } catch (error) {
      // Its lease ends and it is tried again.
      this.deps.log.error({ err: error, rawId: raw.id }, 'a raw message could not be handled')
    }
  }

  async #process(raw: RawRow): Promise<void> {
    const { store, pipeline, events, log, now } = this.deps
    try {
      const inbox = await this.deps.inboxes.row(raw.inbox_id)
      const channel = this.deps.channels.get(inbox.channel)
      // Its plugin is not running: the message waits for it.
      if (!channel) return await store.putBack(raw.id, now() + 60_000, `the channel ${inbox.channel} is not running`)
      const parsed = await this.#parse(raw, channel, inbox)
      await pipeline.run(raw, channel, parsed)
    } catch (error) {
      const code = error instanceof ChannelError ? error.code : 'internal'
      if (code !== 'payload.invalid' && code !== 'adapter.bug' && raw.attempts < MAX_ATTEMPTS) {
        log.warn({ err: error, rawId: raw.id, attempt: raw.attempts }, 'intake failed, will be tried again')
        return await store.postpone(raw.id, now() + 1000 * 4 ** raw.attempts, String(error))
      }
      log.error({ err: error, rawId: raw.id }, 'intake quarantined')
      await store.settle(raw.id, 'quarantined', `${code}: ${error instanceof Error ? error.message : String(error)}`, null)
      await events.publish('intake.quarantined', { rawId: raw.id, inboxId: raw.inbox_id })
    }
  }

  async #parse(raw: RawRow, channel: ReturnType<ChannelRegistry['get']> & object, inbox: Awaited<ReturnType<InboxStore['row']>>): Promise<readonly InboundEvent[]> {
    const body = raw.file === null ? (raw.body ?? new Uint8Array()) : await this.deps.files.read(raw.file)
    const { settings } = this.deps.inboxes.handle(channel, inbox)
    try {
      const parsing = Promise.resolve(channel.adapter.parse({ externalId: raw.external_id, receivedAt: raw.received_at, headers: fromJson(raw.headers), body }, settings))
      return await within(parsing, AbortSignal.timeout(PARSE_MS), () => new Error(`not read within ${PARSE_MS / 1000} seconds`))
    } catch (error) {
      throw error instanceof ChannelError ? error : new ChannelError('adapter.bug', error instanceof Error ? error.message : String(error), { certainty: 'not-sent', cause: error })
    }
  }
}
