import type { Route } from 'adapters-sdk'
import type { Middleware } from 'koa'
import type { CustomerStore } from '../customers/index.js'
import type { EventOutbox } from '../events/index.js'
import type { DiskFiles } from '../files/index.js'
import type { Nodes } from '../nodes/index.js'
import type { Logger, Vault } from '../platform/index.js'
import type { Database } from '../tenancy/index.js'
import type { TicketIntake } from '../tickets/index.js'
import { channelRoutes } from './channel-routes.js'
import { ChannelRegistry } from './channel-registry.js'
import { Conversations } from './conversations.js'
import { DeliveryDispatcher } from './delivery-dispatcher.js'
import { DeliveryReceipts } from './delivery-receipts.js'
import { DeliveryStore } from './delivery-store.js'
import { InboundGate } from './inbound-gate.js'
import { InboxReceiver } from './inbox-receiver.js'
import { InboxSessions } from './inbox-sessions.js'
import { InboxStore } from './inbox-store.js'
import { IntakePipeline } from './intake-pipeline.js'
import { IntakeStore } from './intake-store.js'
import { IntakeWorker } from './intake-worker.js'
import { RateLimiter } from './rate-limiter.js'
import { StormBreaker } from './storms/storm-breaker.js'
import { stormRoutes } from './storms/storm-routes.js'
import { StormSettings } from './storms/storm-settings.js'
import { Storms } from './storms/storms.js'
import { webhooks } from './webhooks.js'

export interface ChannelDependencies {
  readonly database: Database
  readonly nodes: Nodes
  readonly files: DiskFiles
  readonly customers: CustomerStore
  readonly events: EventOutbox
  readonly vault: Vault
  readonly log: Logger
  readonly now: () => number
  readonly allows: (plugin: string) => Promise<boolean>
}

export interface Channels {
  readonly registry: ChannelRegistry
  readonly inboxes: InboxStore
  readonly deliveries: DeliveryStore
  readonly dispatcher: DeliveryDispatcher
  /** Tickets take deliveries, deliveries come before tickets: so the intake is made once both are there. */
  intake(tickets: TicketIntake): { readonly pipeline: IntakePipeline; readonly worker: IntakeWorker; readonly receiver: InboxReceiver; readonly gate: InboundGate; readonly routes: Route[]; readonly webhooks: Middleware }
}

export function createChannels(deps: ChannelDependencies): Channels {
  const { database, nodes, files, customers, events, vault, log, now, allows } = deps
  const { db, system } = database
  const registry = new ChannelRegistry()
  const inboxes = new InboxStore(db, system, registry, events, vault, now)
  const conversations = new Conversations(db, vault)
  const sessions = new InboxSessions(inboxes)
  const stormSettings = new StormSettings(db, now)
  const deliveries: DeliveryStore = new DeliveryStore(db, events, now, () => dispatcher.wake(), new StormBreaker(db, events, stormSettings, now))
  const dispatcher = new DeliveryDispatcher({ db, system, nodes, channels: registry, inboxes, sessions, store: deliveries, conversations, files, limiter: new RateLimiter(now), log, now, allows })
  return {
    registry,
    inboxes,
    deliveries,
    dispatcher,
    intake(tickets) {
      const store = new IntakeStore(db, now)
      const pipeline = new IntakePipeline({ db, files, customers, tickets, conversations, receipts: new DeliveryReceipts(db, deliveries), store })
      const worker = new IntakeWorker({ system, nodes, files, channels: registry, inboxes, pipeline, store, events, log, now })
      const gate = new InboundGate(registry, inboxes, store, files, worker, log)
      const receiver = new InboxReceiver({ db, system, nodes, channels: registry, inboxes, sessions, store, gate, wake: () => worker.wake(), log, now })
      return { pipeline, worker, receiver, gate, routes: [...channelRoutes({ db, inboxes, intake: store, worker, deliveries, files }), ...stormRoutes(new Storms(db, events, now, () => dispatcher.wake()), stormSettings)], webhooks: webhooks({ channels: registry, inboxes, gate, now }) }
    },
  }
}
