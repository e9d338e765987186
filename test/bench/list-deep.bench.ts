// Page 4,000 of a ticket list against page 1 of the same list, over HTTP, on every sorting.
import { setUpOrganisation, type ApiClient } from '../support/api-client.js'
import { spawnServer } from '../support/spawn-server.js'
import { createDatabase, type EngineName } from '../support/test-database.js'
import { compare, report, type Comparison } from './support/compare.js'
import { benchEngines } from './support/engines.js'
import { load } from './support/load.js'
import { seedTickets } from './support/seed-tickets.js'

const TICKETS = 110_000
const PAGE = 25
const DEEP = 4000
const ROUNDS = 3
const SECONDS = 1
/** Page 1 may be answered at most 1.3 times as often. */
const TARGET = 1 / 1.3
const SORTS = ['-updatedAt', 'createdAt', '-priority', 'dueAt']

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
      const first = `${server.url}/api/s/help/tickets?${query}&limit=${PAGE}`
      const deep = first + (await cursorOf(client, query))
      const answers = (url: string) => () => load({ url, headers: { cookie: client.cookie }, seconds: SECONDS })
      results.push(await compare(`list-deep ${engine} ${sort}`, ROUNDS, answers(deep), answers(first)))
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
