// Events that triggers are rehearsed on, against the same events evaluated in earnest: 20 triggers with nested conditions, some of which change the ticket.
import { createDatabase, type EngineName, type TestDatabase } from '../support/test-database.js'
import { compare, report, type Comparison } from './support/compare.js'
import { benchEngines } from './support/engines.js'
import { nestedTrigger, startTriggers, type Live } from './support/triggers.js'

const TRIGGERS = 20
const EVENTS = 10_000
const LIVE = 300
const ROUNDS = 5
const TARGET = 5

async function rehearse({ client }: Live): Promise<number> {
  const start = performance.now()
  const { id } = await client.post<{ id: number }>('/api/s/help/trigger-rehearsals', { days: 30 })
  for (;;) {
    const run = await client.get<{ state: string; done: number }>(`/api/s/help/trigger-rehearsals/${id}`)
    if (run.state === 'done' && run.done >= EVENTS) return run.done / ((performance.now() - start) / 1000)
    if (run.state !== 'running') throw new Error(`The rehearsal ended as ${run.state} after ${run.done} events.`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** What happened once becomes many, as if days had passed. */
async function multiply(database: TestDatabase): Promise<void> {
  const columns = 'service_id, ticket_id, event_name, chain, depth, only_id, message_id, facts, results, created_at'
  await database.query(`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${Math.ceil(EVENTS / LIVE)}) insert into trigger_evaluation (event_key, ${columns}) select e.event_key || '-' || n.i, ${columns} from n cross join (select * from trigger_evaluation order by id limit ${LIVE}) e`)
  await database.query('analyze')
}

async function measure(engine: EngineName): Promise<Comparison> {
  const database = await createDatabase(engine)
  const live = await startTriggers(database)
  try {
    for (let i = 0; i < TRIGGERS; i++) await live.client.post('/api/s/help/triggers', nestedTrigger(i, i % 4 === 0))
    await live.events(LIVE)
    await multiply(database)
    return await compare(`rehearsal ${engine}`, ROUNDS, () => rehearse(live), () => live.events(LIVE))
  } finally {
    await live.core.stop()
    await database.drop()
  }
}

const results: Record<string, Comparison & { target: number }> = {}
for (const engine of benchEngines) results[engine] = { ...(await measure(engine)), target: TARGET }
report('rehearsal', results)
process.exit(0)
