import { afterAll, beforeAll, expect, it } from 'vitest'
import { eachEngine } from '../support/index.js'
import { startAccess, type AccessHost } from '../access/support/access-host.js'

interface Data { readonly id: number; readonly name: string; readonly domain: string; readonly url: string; readonly keys: { hint: string; createdAt: string; expiresAt: string | null }[] }

eachEngine((engine) => {
  let host: AccessHost
  let owner: Awaited<ReturnType<AccessHost['signedIn']>>
  const data = (client = owner) => client.get<Data>('/api/o/organisation')
  const key = async (client = owner) => (await client.get<{ key: string | null }>('/api/o/organisation/key')).key
  const rotate = (overlapHours: number) => owner.post<Data>('/api/o/organisation/key/rotate', { overlapHours })

  beforeAll(async () => {
    host = await startAccess(engine)
    await host.addOrganisation('acme')
    await host.addOrganisation('rival')
    owner = await host.signedIn('owner', 'acme')
  })
  afterAll(() => host.stop())

  it('TEN-6: an organisation sees its name, id, domain and address', async () => {
    expect(await data()).toEqual({ id: expect.any(Number), name: 'acme', domain: 'acme', url: `${host.url}/o/acme`, keys: [] })
  })

  it('TEN-6: the key is shown masked, copied in full, and kept sealed', async () => {
    const { keys } = await rotate(0)
    const full = (await key())!
    expect(full.length).toBeGreaterThan(30)
    expect(keys).toEqual([{ hint: `${full.slice(0, 4)}…${full.slice(-2)}`, createdAt: expect.any(String), expiresAt: null }])
    expect(JSON.stringify(await engine.query('select * from organisation_key'))).not.toContain(full)
  })

  it('TEN-6: a replaced key is taken for the chosen overlap and no longer', async () => {
    const before = (await data()).keys[0]!.hint
    const { keys } = await rotate(1)
    expect(keys.map((one) => one.hint)).toEqual([expect.not.stringMatching(before), before])
    expect(keys[1]!.expiresAt).toBe(new Date(host.clock.now + 3_600_000).toISOString())
    host.clock.now += 3_599_999
    expect((await data()).keys).toHaveLength(2)
    host.clock.now += 1
    expect((await data()).keys).toHaveLength(1)
  })

  it('TEN-6: without an overlap the key before ends at once; of two rotations one key is left', async () => {
    const before = await key()
    const answers = await Promise.all([owner.request('POST', '/api/o/organisation/key/rotate', { overlapHours: 0 }), owner.request('POST', '/api/o/organisation/key/rotate', { overlapHours: 0 })])
    expect(answers.map((answer) => answer.status).every((status) => status === 200 || status === 409)).toBe(true)
    expect((await data()).keys).toHaveLength(1)
    expect(await key()).not.toBe(before)
  })

  it('PRM-4: another organisation has keys of its own, and who is no admin sees none', async () => {
    const rival = await host.signedIn('owner', 'rival')
    expect((await data(rival)).keys).toEqual([])
    expect(await key(rival)).toBeNull()
    await host.addMember('acme', 'agent', { code: 'help', roles: ['manager.ticket'] })
    const agent = await host.signedIn('agent', 'acme')
    for (const [method, path] of [['GET', ''], ['GET', '/key'], ['POST', '/key/rotate']] as const) expect((await agent.request(method, `/api/o/organisation${path}`, method === 'GET' ? undefined : { overlapHours: 0 })).status).toBe(403)
  })
})
