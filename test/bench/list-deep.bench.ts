// Page 4,000 of a ticket list against page 1 of the same list, over HTTP, on every sorting. Asked in turn, one request at a time: what else runs on the machine meets both.
import { loadavg } from 'node:os'
import { setUpOrganisation, type ApiClient } from '../support/api-client.js'
import { spawnServer } from '../support/spawn-server.js'
import { createDatabase, type EngineName } from '../support/test-database.js'
import { median, report, type Comparison } from './support/compare.js'
import { benchEngines } from './support/engines.js'
import { seedTickets } from './support/seed-tickets.js'

const TICKETS = 110_000
const PAGE = 25
const DEEP = 4000
const ROUNDS = 300
const WARM = 50
/** Page 4,000 may take 1.3 times as long. */
const TARGET = 1 / 1.3
const SORTS = ['updatedAt', '-updatedAt', 'createdAt', '-createdAt', 'priority', '-priority', 'dueAt', '-dueAt']

/** The cursor of page 4,000, reached with the largest pages there are. */
async function cursorOf(client: ApiClient, query: string): Promise<string> {
  const skipped = (DEEP - 1) * PAGE
  let cursor = ''
  for (let done = 0; done < skipped; ) {
    const limit = Math.min(200, skipped - done)
    const page: { items: unknown[]; next: string | null } = await client.get(`/api/s/help/tickets?${query}&limit=${limit}${cursor}`)
    if (page.next === null) throw new Error(`The list ends after ${done + page.items.length} tickets.`)
    done += page.items.length
    cursor = `&cursor=${page.next}`
  }
  return cursor
}

async function measure(engine: EngineName): Promise<Comparison> {
  const database = await createDatabase(engine)
  const server = await spawnServer({ env: { ...database.env(), OC_LOG_LEVEL: 'warn' } })
  try {
    const client = await setUpOrganisation(server)
    const [row] = await database.query<{ id: number | string }>(`select id from service where code = 'help'`)
    await seedTickets(database, Number(row!.id), TICKETS)
    await server.restart()
    const results: Comparison[] = []
    for (const sort of SORTS) {
      const query = `view=all&sort=${sort}`
      const first = `/api/s/help/tickets?${query}&limit=${PAGE}`
      const deep = first + (await cursorOf(client, query))
      const timed = async (path: string) => {
        const start = performance.now()
        await client.get(path)
        return performance.now() - start
      }
      const times: { ours: number[]; floor: number[] } = { ours: [], floor: [] }
      for (let round = 0; round < WARM + ROUNDS; round++) {
        const [ours, floor] = [await timed(deep), await timed(first)]
        if (round < WARM) continue
        times.ours.push(ours)
        times.floor.push(floor)
      }
      const [ours, floor] = [median(times.ours), median(times.floor)]
      const perSecond = (ms: number) => Math.round(1000 / ms)
      console.log(`list-deep ${engine} ${sort}: page ${DEEP} ${ours.toFixed(2)} ms, page 1 ${floor.toFixed(2)} ms, ${(ours / floor).toFixed(2)} times; load ${loadavg()[0]!.toFixed(1)}`)
      results.push({ ours: perSecond(ours), floor: perSecond(floor), ratio: Math.round((100 * floor) / ours) / 100 })
    }
    return results.reduce((a, b) => (a.ratio <= b.ratio ? a : b))
  } finally {
    await server.stop()
    await database.drop()
  }
}

const results: Record<string, Comparison & { target: number }> = {}
for (const engine of benchEngines) results[engine] = { ...(await measure(engine)), target: TARGET }
report('list-deep', results)
