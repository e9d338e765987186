import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachEngine, sendMail, type ApiAnswer, type ApiClient } from '../support/index.js'
import { addMember, addService, signIn, startCore, until, type RunningCore } from '../faults/support/index.js'

interface Service { readonly code: string; readonly name: string; readonly type: string; readonly state: string; readonly language: string; readonly timeZone: string }
const codeOf = (answer: ApiAnswer) => (answer.body as { code?: string }).code
const basics = { name: 'Returns', language: 'en', timeZone: 'Europe/Berlin' }

eachEngine((engine) => {
  let running: RunningCore
  let admin: ApiClient
  const services = async () => (await admin.get<{ items: Service[] }>('/api/o/services')).items
  const find = async (code: string) => (await services()).find((service) => service.code === code)
  const refused = async (method: string, path: string, body: unknown = {}) => {
    const answer = await admin.request(method, path, method === 'GET' ? undefined : body)
    return [answer.status, codeOf(answer)]
  }

  beforeAll(async () => {
    running = await startCore(engine)
    admin = running.admin
    await addService(engine, { organisation: 'rival', code: 'vault' })
  })
  afterAll(() => running?.stop())

  it('TEN-2: a service is added with a name, a code, a type, a language and a time zone, and begins with a group and a contract', async () => {
    await admin.post('/api/o/services', { ...basics, code: 'returns', type: 'consultation', items: ['chat'] })
    expect(await find('returns')).toMatchObject({ ...basics, type: 'consultation', state: 'in_use' })
    expect((await admin.get<{ items: unknown[] }>('/api/s/returns/groups')).items).toMatchObject([{ name: 'General' }])
    const contract = await admin.get<{ items: { item: string; active: boolean }[]; history: unknown[] }>('/api/o/services/returns/contract')
    expect(contract.items.filter((item) => item.active).map((item) => item.item)).toEqual(['ticket', 'chat'])
    expect(contract.history).toMatchObject([{ kind: 'concluded', items: ['ticket', 'chat'], member: 'Admin' }])
  })

  it('TEN-2: names, codes and time zones that cannot be are refused with what to do', async () => {
    const given = { ...basics, code: 'other', name: 'Other', type: 'consultation' }
    expect(await refused('POST', '/api/o/services', { ...given, code: 'returns' })).toEqual([409, 'organisations.service_code_taken'])
    expect(await refused('POST', '/api/o/services', { ...given, name: 'Returns' })).toEqual([409, 'organisations.service_name_taken'])
    for (const wrong of [{ timeZone: 'Mars/Olympus' }, { timeZone: '' }, { code: '1x' }, { name: ' ' }, { type: 'secret' }, { language: 'xx' }]) expect(await refused('POST', '/api/o/services', { ...given, ...wrong })).toEqual([400, 'http.bad_input'])
    expect(await refused('POST', '/api/o/services', { ...given, type: 'issue', items: ['chat'] })).toEqual([409, 'contract.not_for_issues'])
    expect(await refused('POST', '/api/o/services', { ...given, items: ['security'] })).toEqual([403, 'contract.operator_only'])
    expect(await find('other')).toBeUndefined()
  })

  it('TEN-2: basic data is changed while the service is in use', async () => {
    await admin.patch('/api/o/services/returns', { name: '반품', language: 'ko', timeZone: 'Asia/Seoul' })
    expect(await find('returns')).toMatchObject({ name: '반품', language: 'ko', timeZone: 'Asia/Seoul' })
    expect(await refused('PATCH', '/api/o/services/returns', { ...basics, name: 'Help' })).toEqual([409, 'organisations.service_name_taken'])
  })

  it('TEN-2: another organisation’s service is not found, whatever is tried', async () => {
    for (const [method, path, body] of [['PATCH', '', basics], ['POST', '/suspend', {}], ['POST', '/resume', {}], ['POST', '/terminate', {}], ['GET', '/contract', undefined], ['PUT', '/contract', { items: ['ticket', 'chat'] }]] as const) {
      expect(await refused(method, `/api/o/services/vault${path}`, body)).toEqual([404, 'http.not_found'])
    }
    expect(await engine.query('select state, name from service where code = ?', ['vault'])).toMatchObject([{ state: 'in_use' }])
  })

  it('PRM-4: only organisation admins decide about services', async () => {
    await addMember(engine, { organisation: 'acme', code: 'help' }, 'manager', ['manager.ticket'], [])
    const manager = await signIn(running.url, 'acme', 'manager')
    for (const [method, path, body] of [['GET', '', undefined], ['POST', '', {}], ['POST', '/help/suspend', {}], ['GET', '/help/contract', undefined], ['PUT', '/help/contract', {}]] as const) {
      expect((await manager.request(method, `/api/o/services${path}`, body)).status).toBe(403)
    }
  })

  describe('TEN-2: out of use', () => {
    it('a service in use cannot be terminated, nor resumed', async () => {
      expect(await refused('POST', '/api/o/services/help/terminate')).toEqual([409, 'organisations.suspend_first'])
      expect(await refused('POST', '/api/o/services/help/resume')).toEqual([409, 'organisations.wrong_service_state'])
    })

    it('a suspended service answers nobody, cannot be changed, and still takes mail in', async () => {
      const inbox = await until('the first inbox', async () => (await admin.get<{ items: { address: string }[] }>('/api/s/help/inboxes')).items[0] ?? null)
      const socket = running.admin.webSocket()
      await new Promise((resolve) => { socket.once('open', resolve) })
      socket.send(JSON.stringify({ type: 'subscribe', service: 'help', topics: ['tickets'] }))
      await new Promise((resolve) => { socket.once('message', resolve) })
      const told: { type: string; code?: string; topic?: string }[] = []
      socket.on('message', (data: Buffer) => told.push(JSON.parse(String(data)) as (typeof told)[number]))
      await admin.post('/api/o/services/help/suspend')
      // Who listened hears no more, without waiting for the next look at everybody's rights.
      await expect.poll(() => told.at(-1)).toEqual({ type: 'error', code: 'http.service_suspended', topic: 'tickets' })
      expect(told).toContainEqual({ type: 'rights' })
      socket.close()
      expect((await find('help'))?.state).toBe('suspended')
      const agent = await signIn(running.url, 'acme', 'manager')
      for (const client of [admin, agent]) {
        for (const path of ['/console', '/tickets?view=all', '/agents', '/triggers']) {
          const answer = await client.request('GET', `/api/s/help${path}`)
          expect([answer.status, codeOf(answer)]).toEqual([403, 'http.service_suspended'])
        }
      }
      expect(await refused('POST', '/api/s/help/groups', { name: 'X' })).toEqual([403, 'http.service_suspended'])
      expect(await refused('PATCH', '/api/o/services/help', basics)).toEqual([409, 'organisations.service_not_in_use'])
      expect(await refused('PUT', '/api/o/services/help/contract', { items: ['ticket', 'chat'] })).toEqual([409, 'organisations.service_not_in_use'])
      await sendMail(running.smtpPort, { from: 'kim@customer.example', to: inbox.address, subject: 'While you were away', text: 'Hello' })
      await until('the mail to be a ticket', async () => (await engine.query('select number from ticket where subject = ?', ['While you were away']))[0] ?? null)
    })

    it('resumed, it works as before with what came in meanwhile', async () => {
      await admin.post('/api/o/services/help/resume')
      const { items } = await admin.get<{ items: { subject: string }[] }>('/api/s/help/tickets?view=all')
      expect(items.map((ticket) => ticket.subject)).toContain('While you were away')
      expect(await refused('POST', '/api/o/services/help/resume')).toEqual([409, 'organisations.wrong_service_state'])
    })

    it('terminated, its data is read by organisation admins alone, and nobody changes it or brings it back', async () => {
      await admin.post('/api/o/services/help/suspend')
      await admin.post('/api/o/services/help/terminate')
      // Also without a role in the service.
      await addMember(engine, { organisation: 'acme', code: 'returns' }, 'chief', ['agent.chat'], [], { organisationAdmin: true })
      const chief = await signIn(running.url, 'acme', 'chief')
      const { items } = await chief.get<{ items: { number: string }[] }>('/api/s/help/tickets?view=all')
      expect(await chief.get(`/api/s/help/tickets/${items[0]!.number}`)).toMatchObject({ ticket: { subject: 'While you were away' } })
      const written = await chief.request('POST', `/api/s/help/tickets/${items[0]!.number}/comment`, { html: '<p>x</p>' })
      expect([written.status, codeOf(written)]).toEqual([403, 'http.service_terminated'])
      const agent = await signIn(running.url, 'acme', 'manager')
      expect(agent.session!.services.map((service) => service.code)).toEqual([])
      const read = await agent.request('GET', '/api/s/help/tickets?view=all')
      expect([read.status, codeOf(read)]).toEqual([403, 'http.service_terminated'])
      for (const action of ['resume', 'suspend', 'terminate']) expect(await refused('POST', `/api/o/services/help/${action}`)).toEqual([409, 'organisations.wrong_service_state'])
      expect(await refused('PATCH', '/api/o/services/help', basics)).toEqual([409, 'organisations.service_not_in_use'])
      expect((await admin.get<{ history: unknown[] }>('/api/o/services/help/contract')).history).toHaveLength(1)
    })
  })
})
