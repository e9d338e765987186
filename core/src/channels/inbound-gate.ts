import type { GatewayHost, InboundSink, RawInbound, ResolvedInbox } from 'adapters-sdk'
import type { DiskFiles } from '../files/index.js'
import { newChain, type Logger } from '../platform/index.js'
import { inScope } from '../tenancy/index.js'
import type { ChannelRegistry } from './channel-registry.js'
import type { InboxStore, InboxTenant } from './inbox-store.js'
import type { IntakeStore } from './intake-store.js'
import type { IntakeWorker } from './intake-worker.js'

const RETRY_MS = 30_000

/** Where outside facts enter: finds the inbox, opens its service's scope, stores, then wakes the worker. */
export class InboundGate implements GatewayHost {
  constructor(
    readonly channels: ChannelRegistry,
    readonly inboxes: InboxStore,
    readonly store: IntakeStore,
    readonly files: DiskFiles,
    readonly worker: IntakeWorker,
    readonly log: Logger,
  ) {}

  async resolve(channel: string, address: string): Promise<ResolvedInbox | null> {
    const registered = this.channels.get(channel)
    const tenant = registered ? await this.inboxes.findByAddress(registered, address) : null
    return tenant ? this.open(tenant) : null
  }

  open(tenant: InboxTenant): ResolvedInbox {
    const run = <T>(work: () => Promise<T>): Promise<T> =>
      inScope({ kind: 'service', organisationId: tenant.organisationId, serviceId: tenant.serviceId, cause: { origin: 'channel', chain: newChain(), depth: 0 } }, work)
    const sink: InboundSink = {
      store: (content, maxBytes) => run(() => this.files.store(content, maxBytes)),
      push: async (raw: readonly RawInbound[]) => {
        try {
          await run(() => this.store.add(tenant.inboxId, raw))
        } catch (error) {
          this.log.error({ err: error, inboxId: tenant.inboxId }, 'an inbound message could not be stored')
          return { stored: false, retryAfterMs: RETRY_MS }
        }
        this.worker.wake()
        return { stored: true }
      },
    }
    return { inboxId: tenant.inboxId, sink, run }
  }
}
