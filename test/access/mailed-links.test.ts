import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCore, until, type RunningCore } from '../faults/support/index.js'
import { eachEngine, startRelay, type Relay } from '../support/index.js'

describe('password links by mail', () => {
  eachEngine((engine) => {
    let running: RunningCore
    let relay: Relay
    beforeAll(async () => {
      relay = await startRelay()
      running = await startCore(engine, { OC_EMAIL_RELAY_URL: `smtp://127.0.0.1:${relay.port}?security=none` })
    })
    afterAll(async () => {
      await running?.stop()
      await relay?.stop()
    })
    const mailedTo = (address: string) => until(`a mail to ${address}`, async () => relay.mails.find((mail) => JSON.stringify(mail).includes(address)) ?? null)

    it('TEN-7: a member who is invited by the organisation gets one, and nobody is shown it', async () => {
      const { link } = await running.admin.post<{ link: string | null }>('/api/o/members', { login: 'mina', name: 'Mina', email: 'mina@acme.example' })
      expect(link).toBeNull()
      await mailedTo('mina@acme.example')
    })
    it('TEN-7: whoever forgot the password gets one', async () => {
      await fetch(`${running.url}/api/password/forgot`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ login: 'mina' }) })
      await until('two mails', async () => relay.mails.filter((mail) => JSON.stringify(mail).includes('mina@acme.example')).length === 2 || null)
      expect(await until('no job left', async () => (await engine.query("select id from job where name = 'email.notice'")).length === 0 || null)).toBe(true)
    })
  })
})
