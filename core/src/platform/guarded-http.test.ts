import { createServer, type Server } from 'node:http'
import type { AddressInfo, LookupFunction } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { GuardedHttp } from './guarded-http.js'
import { isPrivateAddress } from './private-address.js'

let server: Server
let port: number
let touched = 0

/** Answers one of these lists of addresses after the other. */
const answers = (...lists: string[][]): LookupFunction & { calls: number } => {
  const lookup = Object.assign<LookupFunction, { calls: number }>(
    (_host, _options, done) => done(null, (lists[lookup.calls++] ?? lists.at(-1)!).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))),
    { calls: 0 },
  )
  return lookup
}
const guarded = (lookup?: LookupFunction) => new GuardedHttp(['*'], false, lookup && { lookup, isPrivate: isPrivateAddress })

describe('GuardedHttp', () => {
  beforeAll(async () => {
    server = createServer((_request, response) => {
      touched++
      response.end('secret')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
  })
  beforeEach(() => (touched = 0))
  afterAll(() => server.close())

  it.each(['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1', '0.0.0.0', '169.254.169.254'])('never reaches %s', async (host) => {
    await expect(guarded().fetch(`http://${host}:${port}/`)).rejects.toThrow('is a private address')
    expect(touched).toBe(0)
  })
  it('refuses a name that has a private address beside a public one', async () => {
    await expect(guarded(answers(['93.184.216.34', '127.0.0.1'])).fetch(`http://rebind.example:${port}/`)).rejects.toThrow('rebind.example is a private address')
    expect(touched).toBe(0)
  })
  it('connects to the address that it checked, however the name answers afterwards', async () => {
    // 203.0.113.0/24 is nobody's: nothing answers there.
    const lookup = answers(['203.0.113.9'], ['127.0.0.1'])
    const http = guarded(lookup)
    await expect(http.fetch(`http://rebind.example:${port}/`, { timeoutMs: 300 })).rejects.toThrow()
    expect(lookup.calls).toBe(1)
    await expect(http.fetch(`http://rebind.example:${port}/`)).rejects.toThrow('rebind.example is a private address')
    expect(touched).toBe(0)
  })
  it('asks whoever has the address that it checked', async () => {
    const http = new GuardedHttp(['*'], false, { lookup: answers(['127.0.0.1']), isPrivate: () => false })
    const answer = await http.fetch(`http://public.example:${port}/`, { method: 'POST', body: new URLSearchParams({ a: 'b' }) })
    expect(await answer.text()).toBe('secret')
  })
  it('reaches private addresses where the operator allows them, and says so of hosts that the manifest does not name', async () => {
    expect(await (await new GuardedHttp(['127.0.0.1'], true).fetch(`http://127.0.0.1:${port}/`)).text()).toBe('secret')
    await expect(new GuardedHttp(['*.example.com'], true).fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('is not among the egress hosts')
    expect(touched).toBe(1)
  })
})
