import { describe, expect, it } from 'vitest'
import type { ChannelSession, InboxHandle } from '../channel/adapter.js'
import type { Capabilities } from '../channel/capabilities.js'
import { ChannelError } from '../channel/channel-error.js'
import type { InboundEvent, StoredRaw } from '../channel/inbound.js'
import type { OutboundMessage } from '../channel/outbound.js'
import { runConformanceCase, type ConformanceOptions } from './conformance-case.js'
import { CONFORMANCE_CASES, describeChannelConformance } from './describe-channel-conformance.js'
import { FakeProvider, type FakeInbound } from './fake-provider.js'
import { ReferenceAdapter, type ReferenceSettings } from './reference-adapter.js'

const inbound = (id: number): FakeInbound => ({ id: `in${id}`, from: 'mina', text: `안녕하세요 ${id}`, at: Date.UTC(2025, 0, id) })
const fixture = { name: 'message', raw: { externalId: 'in1', receivedAt: 1, headers: {}, body: Buffer.from(JSON.stringify(inbound(1))) } }

function options(adapter: () => ReferenceAdapter): ConformanceOptions<ReferenceSettings, FakeProvider> {
  return {
    name: 'the reference channel',
    adapter,
    provider: () => {
      const provider = new FakeProvider()
      provider.receive(Array.from({ length: 12 }, (_, i) => inbound(i + 1)), { duplicates: true, disorder: true })
      return provider
    },
    settings: (provider) => ({ url: provider.url, timeoutMs: 1_500 }),
    secrets: { token: 'right-token' },
    address: 'help',
    recipient: { scheme: 'handle', address: 'mina' },
    fixtures: [fixture],
    invalid: [Buffer.from('{'), Buffer.from('{}'), Buffer.alloc(0)],
  }
}

describeChannelConformance(options(() => new ReferenceAdapter()), { describe, it })

/** A reference adapter whose session or parser is changed in one point. */
function broken(change: { capabilities?: () => Partial<Capabilities>; parse?: (raw: StoredRaw, right: () => InboundEvent[]) => InboundEvent[]; session?: (session: ChannelSession, inbox: InboxHandle<ReferenceSettings>) => Partial<ChannelSession>; open?: 'blind' }) {
  return class extends ReferenceAdapter {
    override capabilities(): Capabilities {
      return { ...super.capabilities(), ...change.capabilities?.() }
    }
    override parse(raw: StoredRaw): InboundEvent[] {
      return change.parse ? change.parse(raw, () => super.parse(raw)) : super.parse(raw)
    }
    override async open(inbox: InboxHandle<ReferenceSettings>, signal: AbortSignal): Promise<ChannelSession> {
      const blind: ChannelSession = { send: () => Promise.reject(new ChannelError('auth.revoked', 'no')), health: () => 'connected', close: async () => undefined }
      const session = await super.open(inbox, signal).catch((error: unknown) => (change.open === 'blind' ? blind : Promise.reject(error as Error)))
      return { ...session, ...change.session?.(session, inbox) }
    }
  }
}
const mapErrors = (map: (error: ChannelError) => Error) =>
  broken({ session: (session) => ({ send: (message, signal) => session.send(message, signal).catch((error: ChannelError) => Promise.reject(map(error))) }) })
const alwaysNotSent = mapErrors((error) => new ChannelError('transient.network', error.message))
let calls = 0

/** For each case an adapter with the very fault it is there to find. */
const BROKEN: Readonly<Record<string, new () => ReferenceAdapter>> = {
  'capabilities are pure and can be written as JSON': broken({ capabilities: () => ({ replyWindowMs: ++calls }) }),
  'capabilities are well-formed': broken({ capabilities: () => ({ templates: 'required-outside-window' }) }),
  'declared facets exist, and undeclared ones do not': broken({ capabilities: () => ({ typing: true }) }),
  'parse is repeatable, pure and names its events': broken({ parse: (_raw, right) => right().map((event) => ({ ...event, externalId: `${++calls}` })) }),
  'parse refuses what it cannot read with payload.invalid': broken({ parse: () => [] }),
  'parse of damaged bodies gives events or payload.invalid, nothing else': broken({ parse: (raw) => JSON.parse(Buffer.from(raw.body).toString()) as InboundEvent[] }),
  'send gives the external id of what the provider took': broken({ session: () => ({ send: async () => ({ externalId: 'm1', status: 'sent' }) }) }),
  'the same delivery id twice reaches the recipient once': broken({ session: (session) => ({ send: (message: OutboundMessage, signal) => session.send({ ...message, deliveryId: `${message.deliveryId}.${++calls}` }, signal) }) }),
  'a refused message was certainly not sent, and is not tried again': mapErrors((error) => new ChannelError('transient.provider', error.message)),
  'a rate limit lets the host try again later': mapErrors((error) => new ChannelError('recipient.invalid', error.message)),
  'credentials that expire while connected ask for new ones': alwaysNotSent,
  'a time-out before the provider took it ends, and is honest': mapErrors((error) => new Error(error.message)),
  'timeout after write may have been sent, and is never tried again blindly': alwaysNotSent,
  'closed after write may have been sent, and is never tried again blindly': alwaysNotSent,
  'broken body may have been sent, and is never tried again blindly': alwaysNotSent,
  'a slow answer is waited for': broken({ session: (session) => ({ send: (message) => session.send(message, AbortSignal.timeout(50)) }) }),
  'open refuses bad credentials': broken({ open: 'blind' }),
  'close can be called twice and stops the session': broken({ session: () => ({ close: async () => undefined }) }),
  'close ends a send that hangs': broken({ session: () => ({ close: async () => undefined }) }),
  'abort ends a send at once': broken({ session: (session) => ({ send: (message) => session.send(message, new AbortController().signal) }) }),
  'poll hands out each fact under the same name again, and comes to an end': broken({ session: (session) => ({ poll: async (...args) => ({ ...(await session.poll!(...args)), more: true, cursor: args[0] ?? '0' }) }) }),
}

describe('SDK-3: the kit finds what it is there to find', () => {
  it.each(CONFORMANCE_CASES)('$title', async (one) => {
    const Broken = BROKEN[one.title]
    expect(Broken, 'every case has an adapter that breaks it').toBeDefined()
    await expect(runConformanceCase(one, options(() => new Broken!()))).rejects.toThrow()
  })
})
