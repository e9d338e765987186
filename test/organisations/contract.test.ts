import { afterAll, beforeAll, expect, it } from 'vitest'
import { eachEngine, type ApiAnswer } from '../support/index.js'
import { startAccess, type AccessHost } from '../access/support/access-host.js'

interface Contract { readonly items: { item: string; active: boolean; who: string }[]; readonly changeableFrom: string | null; readonly history: { at: string; kind: string; items: string[]; member: string }[] }
const codeOf = (answer: ApiAnswer) => (answer.body as { code?: string }).code
const PATH = '/api/o/services/help/contract'

eachEngine((engine) => {
  let host: AccessHost
  let owner: Awaited<ReturnType<AccessHost['signedIn']>>
  let admin: typeof owner
  /** Sessions end when they are not used for long. */
  const at = async (time: number) => {
    host.clock.now = time
    owner = await host.signedIn('owner')
    admin = await host.signedIn('admin')
  }
  const active = (contract: Contract) => contract.items.filter((item) => item.active).map((item) => item.item)
  const put = (items: readonly string[], client = admin) => client.put<Contract>(PATH, { items })

  beforeAll(async () => {
    host = await startAccess(engine)
    await host.addOrganisation('acme')
    const memberId = await host.addMember('acme', 'admin')
    await engine.query('update member set organisation_admin = 1 where id = ?', [memberId])
    // 23:30 of the first of May in Seoul.
    await at(Date.parse('2024-05-01T14:30:00Z'))
    host.events.length = 0
  })
  afterAll(() => host.stop())

  it('TEN-3: items go on and off together, and each tells the plugins', async () => {
    const contract = await put(['ticket', 'chat', 'helpdoc'])
    expect(active(contract)).toEqual(['ticket', 'chat', 'helpdoc'])
    expect(contract.history[0]).toMatchObject({ at: '2024-05-01T14:30:00.000Z', kind: 'changed', items: ['ticket', 'chat', 'helpdoc'], member: 'admin' })
    expect(host.events.filter((event) => event.name === 'contract.changed').map(({ payload }) => [payload['item'], payload['active']])).toEqual([['chat', true], ['helpdoc', true]])
  })

  it('TEN-3: a second change on the same day is refused with the time when it is possible again', async () => {
    host.clock.now += 60_000
    const answer = await admin.request('PUT', PATH, { items: ['ticket'] })
    expect(answer).toMatchObject({ status: 409, body: { code: 'contract.once_a_day', possibleAt: '2024-05-01T15:00:00.000Z', remedy: 'It can be changed again from 2024-05-02 00:00 (Asia/Seoul).' } })
    const contract = await admin.get<Contract>(PATH)
    expect(contract.changeableFrom).toBe('2024-05-01T15:00:00.000Z')
    expect(active(contract)).toEqual(['ticket', 'chat', 'helpdoc'])
    // Saying the same again changes nothing.
    expect((await put(['ticket', 'chat', 'helpdoc'])).history).toHaveLength(2)
  })

  it('TEN-3: the next day in the service’s time zone it is possible, of two at once for one', async () => {
    host.clock.now = Date.parse('2024-05-01T15:00:00Z')
    const [one, two] = await Promise.all([admin.request('PUT', PATH, { items: ['ticket', 'callback'] }), owner.request('PUT', PATH, { items: ['ticket', 'knowledge'] })])
    expect([one.status, two.status].sort()).toEqual([200, 409])
    const contract = await admin.get<Contract>(PATH)
    expect(active(contract)).toEqual(['ticket', one.status === 200 ? 'callback' : 'knowledge'])
    expect(contract.changeableFrom).toBe('2024-05-02T15:00:00.000Z')
  })

  it('TEN-3: tickets stay on, and security is switched by the operator alone, at any time', async () => {
    await at(host.clock.now + 3 * 86_400_000)
    const before = await admin.get<Contract>(PATH)
    const without = await admin.request('PUT', PATH, { items: ['chat'] })
    expect([without.status, codeOf(without)]).toEqual([409, 'contract.ticket_always_on'])
    const secure = await admin.request('PUT', PATH, { items: [...active(before), 'security'] })
    expect([secure.status, codeOf(secure)]).toEqual([403, 'contract.operator_only'])
    const switched = await put([...active(before), 'security'], owner)
    expect(active(switched)).toContain('security')
    expect(switched).toMatchObject({ changeableFrom: null, history: [{ kind: 'operator', member: 'Owner' }, {}, {}, {}] })
    expect(switched.items.filter((item) => item.who !== 'admin')).toEqual([{ item: 'ticket', active: true, who: 'nobody' }, { item: 'security', active: true, who: 'operator' }])
    // Who may not switch it may change the rest around it.
    expect(active(await put(['ticket', 'chat', 'security']))).toEqual(['ticket', 'chat', 'security'])
  })
})
