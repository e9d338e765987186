import { afterAll, beforeAll, describe } from 'vitest'
import { createDatabase, type EngineName, type TestDatabase } from './test-database.js'

/** The suite's database; usable in hooks and tests, not while suites are being collected. */
export interface Engine extends Omit<TestDatabase, 'drop'> {
  /** One more empty database of the same engine, for tests that need their own; the caller drops it. */
  another(): Promise<TestDatabase>
}

/** Runs the suite on SQLite and on Postgres, each with a fresh database. */
export function eachEngine(suite: (engine: Engine) => void): void {
  for (const name of ['sqlite', 'postgres'] as const satisfies EngineName[]) {
    describe.skipIf(name === 'postgres' && process.env.OC_TEST_WITHOUT_POSTGRES)(`on ${name}`, () => {
      let database: TestDatabase | undefined
      const here = () => {
        if (!database) throw new Error('The database is there in hooks and tests only.')
        return database
      }
      beforeAll(async () => { database = await createDatabase(name) })
      // Before the suite's own: what is registered last ends first, and its servers end before their database does.
      afterAll(() => database?.drop())
      suite({
        engine: name,
        get dataDir() { return here().dataDir },
        env: () => here().env(),
        query: (sql, params) => here().query(sql, params),
        another: () => createDatabase(name),
      })
    })
  }
}
