import { afterAll, beforeAll, expect, it } from 'vitest'
import { ApiClient, eachEngine, PASSWORD } from '../support/index.js'
import { addMember, addService, Desk, serviceIdOf, signIn, startCore, type RunningCore } from '../faults/support/index.js'

interface Bill {
  readonly service: { code: string; state: string; type: string }
  readonly items: string[]
  readonly usage: { users: { chat: number; ticket: number; phone: number }; meters: Record<string, number> }
  readonly charges: { code: string; quantity: number; amount: number }[]
  readonly total: number
}
const DAY = 86_400_000

eachEngine((engine) => {
  let running: RunningCore
  let admin: ApiClient
  let ahead = 0
  const monthOf = (at: number) => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Seoul', year: 'numeric', month: '2-digit' }).format(at).slice(0, 7)
  const month = () => monthOf(Date.now() + ahead)
  const bills = (query = '') => admin.get<{ items: Bill[]; total: number }>(`/api/o/billing?month=${month()}${query}`)
  const bill = async (code: string) => (await bills(`&service=${code}`)).items[0]!
  const later = async (ms: number) => {
    ahead += ms
    running.advance(ms)
    // Sessions end when they are not used for long.
    admin = await new ApiClient(running.url).signIn('admin', PASSWORD, 'acme')
  }
  const tickets = async () => (await bill('help')).usage.meters['ticket.case'] ?? 0

  beforeAll(async () => {
    running = await startCore(engine)
    admin = running.admin
    await addService(engine, { organisation: 'rival', code: 'vault' })
  })
  afterAll(() => running?.stop())

  it('TEN-5: a ticket is charged once in a month, however often it is handled, and spam never', async () => {
    const desk = new Desk(admin, running.smtpPort)
    const [first, second, spam] = [await desk.taken('First'), await desk.taken('Second'), await desk.open('Spam')]
    expect(await tickets()).toBe(0)
    await admin.post(`/api/s/help/tickets/${first}/internal-solve`, { reason: 'other' })
    await admin.patch(`/api/s/help/tickets/${first}`, { state: 'in_progress' })
    await admin.post(`/api/s/help/tickets/${first}/internal-solve`, { reason: 'test' })
    expect(await tickets()).toBe(1)
    await desk.reply(second, '<p>Done</p>')
    await admin.post(`/api/s/help/tickets/${spam.ticket.number}/internal-solve`, { reason: 'spam' })
    expect(await tickets()).toBe(2)
    expect(await engine.query('select reference, quantity from metering order by id')).toMatchObject([{ reference: first }, { reference: second }])
  })

  it('TEN-5: what is undone is not charged', async () => {
    await expect(admin.post(`/api/s/help/tickets/T1616746802108sWrg/internal-solve`, { reason: 'other' })).rejects.toThrow('404')
    expect(await tickets()).toBe(2)
  })

  it('TEN-5: the bill of a month has users, handled counts, paid items and amounts, and the state of the service', async () => {
    await admin.put('/api/o/services/help/contract', { items: ['ticket', 'helpdoc', 'knowledge'] })
    expect(await bill('help')).toMatchObject({
      service: { code: 'help', state: 'in_use', type: 'consultation' },
      items: ['ticket', 'helpdoc', 'knowledge'],
      usage: { users: { chat: 0, ticket: 1, phone: 0 }, meters: { 'ticket.case': 2 } },
      charges: [
        { code: 'ticket.user', quantity: 1, amount: 10_000 },
        { code: 'ticket.case', quantity: 2, amount: 0 },
        { code: 'helpdoc.service', quantity: 1, amount: 50_000 },
        { code: 'knowledge.service', quantity: 1, amount: 0 },
      ],
      total: 60_000,
    })
  })

  it('TEN-5: agents are charged for the months they were there, whatever became of them', async () => {
    const groups = await admin.get<{ items: { id: number }[] }>('/api/s/help/groups')
    const { agent } = await admin.post<{ agent: { id: number } }>('/api/s/help/agents', { invite: { login: 'short', name: 'Short', email: 's@acme.example' }, roles: ['agent.ticket'], groupIds: [groups.items[0]!.id] })
    await admin.delete(`/api/s/help/agents/${agent.id}`)
    expect((await bill('help')).usage.users.ticket).toBe(2)
  })

  it('TEN-5: services are filtered by code and type, and the total is the sum', async () => {
    await admin.post('/api/o/services', { name: 'Issues', code: 'issues', type: 'issue', language: 'en', timeZone: 'UTC', items: ['smssendingstatus'] })
    await admin.post('/api/o/services/issues/suspend')
    const all = await bills()
    expect(all.items.map((one) => [one.service.code, one.service.state, one.total])).toEqual([['help', 'in_use', 70_000], ['issues', 'suspended', 10_000]])
    expect(all.total).toBe(80_000)
    expect((await bills('&type=issue')).items.map((one) => one.service.code)).toEqual(['issues'])
    expect((await bills('&service=vault')).items).toEqual([])
    expect((await admin.request('GET', '/api/o/billing?month=2026-13')).status).toBe(400)
    expect(await admin.get('/api/o/billing?month=2020-11')).toEqual({ items: [], total: 0 })
  })

  it('TEN-4: the 3,000th ticket is the first that is charged', async () => {
    const service = await serviceIdOf(engine, { organisation: 'acme', code: 'help' })
    const add = (from: number, to: number) => engine.query(`insert into metering (service_id, month, kind, reference, quantity, created_at) values ${Array.from({ length: to - from + 1 }, (_, at) => `(${service}, '${month()}', 'ticket.case', 'X${from + at}', 1, 0)`).join(', ')}`)
    const amount = async () => (await bill('help')).charges.find((charge) => charge.code === 'ticket.case')
    await add(3, 2_999)
    expect(await amount()).toMatchObject({ quantity: 2_999, amount: 0 })
    await add(3_000, 3_000)
    expect(await amount()).toMatchObject({ quantity: 3_000, amount: 50 })
  })

  it('TEN-4: the operator alone sets prices, for months to come, and each month keeps its own', async () => {
    const steps = [{ above: 0, thousandths: 0 }, { above: 10, thousandths: 1_500 }]
    const next = monthOf(Date.now() + ahead + 32 * DAY)
    const put = async (code: string, body: unknown, client = admin) => {
      const answer = await client.request('PUT', `/api/o/prices/${code}`, body)
      return [answer.status, (answer.body as { code?: string }).code]
    }
    expect(await put('ticket.case', { fromMonth: month(), steps })).toEqual([409, 'billing.price_too_early'])
    expect(await put('nothing.case', { fromMonth: next, steps })).toEqual([404, 'billing.unknown_price'])
    expect((await put('ticket.case', { fromMonth: next, steps: [...steps].reverse() }))[0]).toBe(400)
    await addMember(engine, { organisation: 'acme', code: 'help' }, 'chief', [], [], { organisationAdmin: true })
    expect(await put('ticket.case', { fromMonth: next, steps }, await signIn(running.url, 'acme', 'chief'))).toEqual([403, 'http.forbidden'])
    expect(await put('ticket.case', { fromMonth: next, steps })).toEqual([200, undefined])
    expect((await bill('help')).charges.find((charge) => charge.code === 'ticket.case')).toMatchObject({ quantity: 3_000, amount: 50 })
    const { items } = await admin.get<{ items: { code: string; validFrom: string; steps: unknown[] }[] }>('/api/o/prices')
    expect(items.filter((price) => price.code === 'ticket.case')).toMatchObject([{ validFrom: `${next}-01`, steps }, { validFrom: '2000-01-01', steps: [{}, { above: 2_999, thousandths: 50_000 }] }])
    expect(await put('knowledge.service', { fromMonth: next, steps: [{ above: 0, thousandths: 20_000_000 }] })).toEqual([200, undefined])
  })

  it('TEN-5: the next month begins at nothing but with the contract it found, even if that changes', async () => {
    const before = month()
    await later(32 * DAY)
    await admin.put('/api/o/services/help/contract', { items: ['ticket', 'callback'] })
    const next = await bill('help')
    expect(next).toMatchObject({ usage: { users: { ticket: 1 }, meters: {} } })
    expect(next.charges.find((charge) => charge.code === 'knowledge.service')).toMatchObject({ amount: 20_000 })
    expect([...next.items].sort()).toEqual(['callback', 'helpdoc', 'knowledge', 'ticket'])
    expect((await admin.get<{ items: Bill[] }>(`/api/o/billing?month=${before}&service=help`)).items[0]).toMatchObject({ items: ['ticket', 'helpdoc', 'knowledge'], usage: { meters: { 'ticket.case': 3_000 }, users: { ticket: 2 } } })
    await later(32 * DAY)
    expect((await bill('help')).items).toEqual(['ticket', 'callback'])
  })
})
