// One ticket event with 1,000 active triggers with nested conditions, all of which look at it, against 10; the same three run and change the ticket.
import { createDatabase, type EngineName } from '../support/test-database.js'
import { compare, report, type Comparison } from './support/compare.js'
import { benchEngines } from './support/engines.js'
import { nestedTrigger, startTriggers, type Live } from './support/triggers.js'

const MANY = 1000
const FEW = 10
/** Of both. */
const FIRING = 3
const EVENTS = 200
const ROUNDS = 7
/** At most three times what it costs with few. */
const TARGET = 1 / 3

async function measure(engine: EngineName): Promise<Comparison> {
  const databases = [await createDatabase(engine), await createDatabase(engine)]
  const lives: Live[] = []
  try {
    for (const [at, count] of [MANY, FEW].entries()) {
      const live = await startTriggers(databases[at]!)
      lives.push(live)
      const apart = Math.floor(count / FIRING)
      for (let i = 0; i < count; i++) await live.client.post('/api/s/help/triggers', nestedTrigger(i, i % apart === 0 && i / apart < FIRING))
    }
    const [many, few] = lives as [Live, Live]
    return await compare(`triggers ${engine}`, ROUNDS, () => many.events(EVENTS), () => few.events(EVENTS))
  } finally {
    for (const live of lives) await live.core.stop()
    for (const database of databases) await database.drop()
  }
}

const results: Record<string, Comparison & { target: number }> = {}
for (const engine of benchEngines) results[engine] = { ...(await measure(engine)), target: Math.round(TARGET * 100) / 100 }
report('triggers', results)
process.exit(0)
