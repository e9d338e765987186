// A change, from its request until each of 200 subscribed consoles has heard of it, on SQLite, against a bare ws server that commits one row and broadcasts the same payload: p99.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import WebSocket from 'ws'
import { setUpOrganisation } from '../support/api-client.js'
import { spawnServer } from '../support/spawn-server.js'
import { createDatabase } from '../support/test-database.js'
import { median, report } from './support/compare.js'

const CONSOLES = 200
const CHANGES = 100
const ROUNDS = 5
const TARGET = 3

/** Milliseconds from asking for the change until the news is at a console, for every console and change. */
async function seen(sockets: readonly WebSocket[], change: (at: number) => Promise<unknown>, isNews: (text: string) => boolean): Promise<number[]> {
  const times: number[] = []
  for (let at = 0; at < CHANGES; at++) {
    const started = performance.now()
    const all = Promise.all(sockets.map((socket) => new Promise<void>((resolve) => {
      const hear = (data: WebSocket.RawData): void => {
        if (!isNews(String(data))) return
        socket.off('message', hear)
        times.push(performance.now() - started)
        resolve()
      }
      socket.on('message', hear)
    })))
    await Promise.all([change(at), all])
  }
  return times
}
const p99 = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.99)]!
const opened = (socket: WebSocket) => new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))

const database = await createDatabase('sqlite')
const server = await spawnServer({ env: { ...database.env(), OC_LOG_LEVEL: 'warn' } })
const floor = spawn(process.execPath, [fileURLToPath(new URL('support/live-floor.js', import.meta.url)), database.dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
try {
  const client = await setUpOrganisation(server)
  const { number } = await client.post<{ number: string }>('/api/s/help/tickets', { subject: 'Live', html: '<p>x</p>', customer: { scheme: 'email', address: 'a@customer.example' } })
  const consoles = Array.from({ length: CONSOLES }, () => client.webSocket())
  await Promise.all(consoles.map(opened))
  let payload = ''
  await Promise.all(consoles.map((socket) => new Promise<void>((resolve) => {
    socket.once('message', () => resolve())
    socket.send(JSON.stringify({ type: 'subscribe', service: 'help', topics: ['tickets'] }))
  })))
  const [line] = (await once(floor.stdout, 'data')) as [Buffer]
  const bare = Array.from({ length: CONSOLES }, () => new WebSocket(`ws://127.0.0.1:${line.toString().trim()}/`))
  await Promise.all(bare.map(opened))
  const priorities = ['high', 'low']
  const ours: number[] = []
  const floors: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(p99(await seen(consoles, (at) => client.patch(`/api/s/help/tickets/${number}`, { priority: priorities[at % 2] }), (text) => {
      if (!text.includes('"ticket.changed"')) return false
      payload = text
      return true
    })))
    floors.push(p99(await seen(bare, async () => bare[0]!.send(payload), () => true)))
  }
  const [value, bound] = [median(ours), median(floors)]
  console.log(`live: p99 ${value.toFixed(1)} ms with us, ${bound.toFixed(1)} ms bare; ${(value / bound).toFixed(2)} times, target ${TARGET}`)
  report('live', { sqlite: { ours: value, floor: bound, ratio: value / bound, target: TARGET } })
  for (const socket of [...consoles, ...bare]) socket.terminate()
} finally {
  floor.kill()
  await server.stop()
  await database.drop()
}
