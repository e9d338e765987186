import { inScope } from '@opencontact/core'
import { z, type ChannelAdapter } from 'adapters-sdk'
import { FakeProvider, ReferenceAdapter } from 'adapters-sdk/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCore, until, type RunningCore } from '../faults/support/index.js'
import { eachEngine } from '../support/index.js'

/** A channel whose provider is asked for messages: the reference adapter against a real fake provider. */
describe('inboxes that ask for their messages', () => {
  eachEngine((engine) => {
    const provider = new FakeProvider()
    let running: RunningCore
    let inboxId: number

    const inService = async <T>(work: () => Promise<T>): Promise<T> => {
      const [row] = await engine.query<{ id: number; organisation: number }>("select id, organisation_id as organisation from service where code = 'help'")
      return inScope({ kind: 'service', serviceId: Number(row!.id), organisationId: Number(row!.organisation), cause: { origin: 'system', chain: 'test', depth: 0 } }, work)
    }
    const tickets = async () => (await running.admin.get<{ items: { subject: string }[] }>('/api/s/help/tickets?view=all')).items.map((item) => item.subject)

    beforeAll(async () => {
      await provider.start()
      running = await startCore(engine, {}, (core) => {
        core.channels.registry.add({
          plugin: 'reference', id: 'reference', label: { ko: '참고', en: 'Reference' }, secrets: ['token'],
          adapter: new ReferenceAdapter() as ChannelAdapter<unknown>, settings: z.object({ url: z.string().default(''), timeoutMs: z.number().default(2000) }),
        })
      })
      const channel = running.core.channels.registry.get('reference')!
      inboxId = await inService(async () => (await running.core.channels.inboxes.create(channel, { address: 'shop', name: 'Shop', settings: { url: provider.url }, secrets: { token: provider.token } })).id)
    })
    afterAll(async () => {
      await running?.stop()
      await provider.stop()
    })

    it('turn what is there into tickets, each message once however often it is handed out', async () => {
      provider.receive([{ id: 'm1', from: 'kim', text: 'first question', at: 1 }, { id: 'm2', from: 'lee', text: 'second question', at: 2 }], { duplicates: true })
      await until('both tickets', async () => (await tickets()).length === 2)
      running.advance(16_000)
      provider.receive([{ id: 'm3', from: 'park', text: 'third question', at: 3 }])
      await until('the third ticket', async () => (await tickets()).length === 3)
      expect((await tickets()).sort()).toEqual(['first question', 'second question', 'third question'])
    })

    it('say what is wrong when the provider refuses the credentials, and go on once they are put right', async () => {
      provider.fail('unauthorized')
      running.advance(60_000)
      await until('needs_reauth', async () => (await engine.query<{ state: string }>(`select state from inbox where id = ${inboxId}`))[0]?.state === 'needs_reauth')
      provider.fail(null)
      provider.receive([{ id: 'm4', from: 'choi', text: 'fourth question', at: 4 }])
      const channel = running.core.channels.registry.get('reference')!
      await inService(() => running.core.channels.inboxes.change(channel, inboxId, { secrets: { token: provider.token } }))
      running.advance(60_000)
      await until('the fourth ticket', async () => (await tickets()).includes('fourth question'))
    })
  })
})
