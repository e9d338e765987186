import { afterAll, beforeAll, expect, it } from 'vitest'
import { ApiClient, eachEngine, PASSWORD, setUpOrganisation, spawnServer, type TestServer } from './index.js'

eachEngine((engine) => {
  let server: TestServer
  beforeAll(async () => { server = await spawnServer({ env: engine.env() }) })
  afterAll(() => server?.stop())

  it('starts from nothing, is set up by its one-time link and keeps its data over a kill and a restart', async () => {
    const admin = await setUpOrganisation(server)
    expect(admin.session?.services.map((service) => service.code)).toEqual(['help'])
    await server.kill9()
    await server.start()
    expect(server.printed('Set-up')).toBeUndefined()
    const again = await new ApiClient(server.url).signIn('admin', PASSWORD)
    expect(again.session?.member.login).toBe('admin')
    expect(await engine.query('select count(*) as n from organisation').then(([row]) => Number(row!.n))).toBe(1)
  })

  it('stops when it is asked to', async () => {
    await server.stop()
    await expect(fetch(`${server.url}/health`)).rejects.toThrow()
  })
})
