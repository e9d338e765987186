import type { ChannelAdapter, ChannelSession, InboxHandle } from '../channel/adapter.js'
import type { Capabilities } from '../channel/capabilities.js'
import type { Identity } from '../channel/inbound.js'
import type { OutboundMessage } from '../channel/outbound.js'
import type { ConformanceProvider, ProviderFault } from './conformance-provider.js'
import type { Fixture } from './load-fixtures.js'

/** What a channel hands to the kit. */
export interface ConformanceOptions<S, P extends ConformanceProvider = ConformanceProvider> {
  readonly name: string
  readonly adapter: () => ChannelAdapter<S>
  /** A fresh one for each case. */
  readonly provider: () => P
  /** For a provider that has started. Time-outs short, so that the cases end soon. */
  readonly settings: (provider: P) => S
  readonly secrets?: Readonly<Record<string, string>>
  /** The inbox's own address. */
  readonly address: string
  readonly recipient: Identity
  /** Real facts; each must parse. */
  readonly fixtures: readonly Fixture[]
  /** Bodies that no parser can make anything of. */
  readonly invalid: readonly Uint8Array[]
  /** What the plugin registers beside the adapter. */
  readonly registered?: ReadonlyArray<'gateway' | 'webhook'>
}

/** What a case works with: one adapter and one provider, both fresh. */
export interface ConformanceTest<S = unknown, P extends ConformanceProvider = ConformanceProvider> {
  readonly options: ConformanceOptions<S, P>
  readonly provider: P
  readonly adapter: ChannelAdapter<S>
  readonly settings: S
  readonly capabilities: Capabilities
  open(): Promise<ChannelSession>
  message(deliveryId: string): OutboundMessage
}

export interface ConformanceCase {
  readonly title: string
  /** Faults its provider must be able to have; absent: none. */
  readonly needs?: readonly ProviderFault[]
  applies(capabilities: Capabilities): boolean
  /** Throws when the adapter breaks the contract. */
  run(test: ConformanceTest): Promise<void>
}

/** Longer than any time-out a channel should be tested with. */
export const CASE_SIGNAL_MS = 10_000

/** Starts a provider and an adapter, runs one case, cleans up. False: what the channel declares does not call for the case. */
export async function runConformanceCase<S, P extends ConformanceProvider>(one: ConformanceCase, options: ConformanceOptions<S, P>): Promise<boolean> {
  const provider = options.provider()
  await provider.start()
  const sessions: ChannelSession[] = []
  try {
    const adapter = options.adapter()
    const settings = options.settings(provider)
    const inbox: InboxHandle<S> = { inboxId: 1, address: options.address, settings, secret: (name) => Promise.resolve(options.secrets?.[name] ?? '') }
    const test: ConformanceTest<S, P> = {
      options, provider, adapter, settings,
      capabilities: adapter.capabilities(settings),
      open: async () => {
        const session = await adapter.open(inbox, AbortSignal.timeout(CASE_SIGNAL_MS))
        sessions.push(session)
        return session
      },
      message: (deliveryId) => ({ deliveryId, to: [options.recipient], subject: 'Conformance', parts: [{ type: 'text', body: `Message ${deliveryId}` }], automatic: false }),
    }
    if (!one.applies(test.capabilities)) return false
    await one.run(test as unknown as ConformanceTest)
    return true
  } finally {
    for (const session of sessions) await session.close(AbortSignal.timeout(1_000)).catch(() => undefined)
    await provider.stop()
  }
}
