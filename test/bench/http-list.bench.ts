// The ticket list, a page of 25 with 100,000 tickets, through the whole stack, against bare Koa with one prepared SELECT.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setUpOrganisation } from '../support/api-client.js'
import { spawnServer } from '../support/spawn-server.js'
import { createDatabase, type EngineName, type TestDatabase } from '../support/test-database.js'
import { compare, report, type Comparison } from './support/compare.js'
import { benchEngines } from './support/engines.js'
import { load } from './support/load.js'
import { seedTickets } from './support/seed-tickets.js'

const TICKETS = 100_000
const ROUNDS = 9
const SECONDS = 2
const TARGET = 0.5

async function startFloor(database: TestDatabase, service: number): Promise<{ url: string; stop: () => void }> {
  const env = database.env()
  const where = env.OC_DATABASE_URL || join(database.dataDir, readdirSync(database.dataDir).find((name) => name.endsWith('.sqlite'))!)
  const child = spawn(process.execPath, [fileURLToPath(new URL('support/list-floor.js', import.meta.url)), where, String(service)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { url: `http://127.0.0.1:${line.toString().trim()}/`, stop: () => child.kill() }
}

async function measure(engine: EngineName): Promise<Comparison> {
  const database = await createDatabase(engine)
  const server = await spawnServer({ env: { ...database.env(), OC_LOG_LEVEL: 'warn' } })
  try {
    const client = await setUpOrganisation(server)
    const [row] = await database.query<{ id: number | string }>(`select id from service where code = 'help'`)
    const service = Number(row!.id)
    await seedTickets(database, service, TICKETS)
    await server.restart()
    const floor = await startFloor(database, service)
    const url = `${server.url}/api/s/help/tickets?view=all&limit=25`
    const page = await client.get<{ items: unknown[] }>('/api/s/help/tickets?view=all&limit=25')
    if (page.items.length !== 25) throw new Error(`The list has ${page.items.length} tickets instead of 25.`)
    try {
      return await compare(`http-list ${engine}`, ROUNDS, () => load({ url, headers: { cookie: client.cookie }, seconds: SECONDS }), () => load({ url: floor.url, seconds: SECONDS }))
    } finally {
      floor.stop()
    }
  } finally {
    await server.stop()
    await database.drop()
  }
}

const results: Record<string, Comparison & { target: number }> = {}
for (const engine of benchEngines) results[engine] = { ...(await measure(engine)), target: TARGET }
report('http-list', results)
