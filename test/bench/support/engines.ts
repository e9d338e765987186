import type { EngineName } from '../../support/test-database.js'

/** Both databases; `OC_BENCH_ENGINE` picks one while tuning. */
export const benchEngines = (['sqlite', 'postgres'] as const satisfies EngineName[]).filter((name) => (process.env.OC_BENCH_ENGINE ?? name) === name)
