import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PostgresEngine } from '../../core/src/tenancy/postgres-engine.js'
import { until } from '../faults/support/index.js'
import { createDatabase, type TestDatabase } from '../support/index.js'

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Stands between the engine and Postgres, and can be closed for a while. */
class Gate {
  asked = 0
  open = true
  readonly #sockets = new Set<Socket>()
  readonly #server: Server

  constructor(readonly host: string, readonly port: number) {
    this.#server = createServer((socket) => {
      this.asked++
      socket.on('error', () => undefined)
      if (!this.open) return void socket.destroy()
      const behind = connect(this.port, this.host)
      for (const end of [socket, behind]) {
        this.#sockets.add(end)
        end.on('error', () => undefined).on('close', () => this.#sockets.delete(end))
      }
      socket.pipe(behind).pipe(socket)
    })
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return (this.#server.address() as AddressInfo).port
  }

  shut(): void {
    this.open = false
    this.asked = 0
    for (const socket of this.#sockets) socket.destroy()
  }

  close(): void {
    this.shut()
    this.#server.close()
  }
}

describe.skipIf(process.env.OC_TEST_WITHOUT_POSTGRES)('hearing other nodes over Postgres', () => {
  let database: TestDatabase
  let gate: Gate
  let engine: PostgresEngine
  let direct: PostgresEngine
  beforeEach(async () => {
    database = await createDatabase('postgres')
    const url = new URL(database.env()['OC_DATABASE_URL']!)
    gate = new Gate(url.hostname, Number(url.port))
    direct = new PostgresEngine(url.href, undefined, () => undefined, 1)
    url.hostname = '127.0.0.1'
    url.port = String(await gate.listen())
    engine = new PostgresEngine(url.href, undefined, () => undefined, 1)
  })
  afterEach(async () => {
    await engine?.close()
    await direct?.close()
    gate?.close()
    await database?.drop()
  })
  const tell = (message: string) => direct.transaction({ serviceId: 0, organisationId: 0 }, (transaction) => direct.notify(transaction, 'oc_test', message))

  it('goes on by itself after an outage, with one attempt a second and one connection', async () => {
    const heard: string[] = []
    const stop = await engine.listen('oc_test', (message) => heard.push(message))
    await tell('before')
    await until('the first message', async () => heard.includes('before') || null)
    gate.shut()
    await sleep(6500)
    expect(gate.asked).toBeGreaterThanOrEqual(4)
    expect(gate.asked).toBeLessThanOrEqual(7)
    gate.open = true
    await until('a message after the outage', async () => {
      await tell('after')
      return heard.includes('after') || null
    })
    heard.length = 0
    await tell('once')
    await sleep(500)
    expect(heard.filter((message) => message === 'once')).toHaveLength(1)
    await stop()
  }, 30_000)

  it('stops also in the middle of an outage', async () => {
    const stop = await engine.listen('oc_test', () => undefined)
    gate.shut()
    await sleep(500)
    await stop()
    gate.open = true
    gate.asked = 0
    await sleep(2500)
    expect(gate.asked).toBe(0)
  }, 30_000)
})
