import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ApiClient, eachEngine, PASSWORD, setUpOrganisation, spawnServer, type TestServer } from '../support/index.js'

interface Listed { readonly id: string; readonly ip: string; readonly userAgent: string; readonly current: boolean }

eachEngine((engine) => {
  let server: TestServer
  let here: ApiClient
  const signIn = () => new ApiClient(server.url).signIn('admin', PASSWORD)
  const listed = async () => (await here.get<{ items: Listed[] }>('/api/me/sessions')).items
  const live = async (client: ApiClient) => {
    const socket = client.webSocket()
    await new Promise((resolve, reject) => { socket.once('open', resolve); socket.once('error', reject) })
    const closed = new Promise<number>((resolve) => { socket.once('close', resolve) })
    return { socket, closed }
  }

  beforeAll(async () => {
    server = await spawnServer({ env: engine.env() })
    here = await setUpOrganisation(server)
  })
  afterAll(() => server.stop())

  describe('TEN-11: active sessions', () => {
    it('are listed with address and browser, the own one marked', async () => {
      const there = await signIn()
      const items = await listed()
      expect(items).toHaveLength(2)
      expect(items.filter((one) => one.current)).toHaveLength(1)
      expect(items[0]).toMatchObject({ ip: expect.stringContaining('127.0.0.1'), userAgent: expect.any(String) })
      await there.delete('/api/session')
      expect(await listed()).toHaveLength(1)
    })

    it('end when revoked, their live connections at once, and no other', async () => {
      const there = await signIn()
      const [mine, theirs] = await Promise.all([live(here), live(there)])
      const other = (await listed()).find((one) => !one.current)!
      await here.delete(`/api/me/sessions/${other.id}`)
      expect(await theirs.closed).toBe(4401)
      expect((await there.request('GET', '/api/session')).status).toBe(401)
      expect(mine.socket.readyState).toBe(mine.socket.OPEN)
      expect((await here.request('DELETE', `/api/me/sessions/${other.id}`)).status).toBe(404)
      mine.socket.close()
    })

    it('end all but the own one together', async () => {
      const others = await Promise.all([signIn(), signIn()])
      const connections = await Promise.all(others.map(live))
      await here.delete('/api/me/sessions')
      expect(await Promise.all(connections.map((one) => one.closed))).toEqual([4401, 4401])
      expect(await listed()).toMatchObject([{ current: true }])
    })
  })
})
