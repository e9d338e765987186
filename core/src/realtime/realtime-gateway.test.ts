import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { Authenticator, Principal } from '../http/index.js'
import { Addresses, createLogger } from '../platform/index.js'
import type { ScopedDb } from '../tenancy/index.js'
import { Presence } from './presence.js'
import { RealtimeGateway } from './realtime-gateway.js'
import { TopicRegistry } from './topic-registry.js'

const log = createLogger('silent')
const MEMBER = { memberId: 1, organisationId: 1, service: null } as unknown as Principal
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

let server: Server
let gateway: RealtimeGateway
let port: number
let authenticate: Authenticator['authenticate']

/** Asks for a live connection on a bare socket, so that the test decides how it ends. */
function ask(): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write('GET /ws HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nCookie: oc_session=t\r\n\r\n')
      resolve(socket)
    })
    socket.on('error', () => undefined)
  })
}

describe('RealtimeGateway', () => {
  beforeEach(async () => {
    authenticate = async () => MEMBER
    gateway = new RealtimeGateway({ authenticate: (token, service) => authenticate(token, service) }, new TopicRegistry(), { allows: async () => true }, {} as ScopedDb, new Presence({} as ScopedDb, Date.now, () => undefined), log, new Addresses(() => 'http://localhost', undefined), false)
    server = createServer()
    gateway.attach(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
  })
  afterEach(async () => {
    await gateway.stop()
    server.close()
  })

  it('outlives connections that are reset while their session is looked up', async () => {
    let asked = 0
    authenticate = async () => {
      asked++
      await pause(100)
      return null
    }
    for (let i = 0; i < 5; i++) (await ask().then(async (socket) => (await pause(20), socket))).resetAndDestroy()
    await pause(300)
    expect(asked).toBe(5)
    expect(server.listening).toBe(true)
  })
  it('ends connections that do not answer the goodbye', async () => {
    const silent = await ask()
    silent.pause()
    const polite = new WebSocket(`ws://127.0.0.1:${port}/ws`, { headers: { cookie: 'oc_session=t' } })
    await new Promise((resolve) => polite.once('open', resolve))
    const code = new Promise((resolve) => polite.once('close', resolve))
    const started = Date.now()
    await gateway.stop()
    await new Promise<void>((resolve) => server.close(() => resolve()))
    expect(Date.now() - started).toBeLessThan(5000)
    expect(await code).toBe(1001)
    silent.destroy()
  })
})
