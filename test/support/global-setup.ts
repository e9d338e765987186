import { startPostgres } from '../../scripts/lib/postgres.mjs'
import { createTestRole } from './test-database.js'

/** One Postgres for the whole run, started here unless TEST_PG_URL names one or it is left out on purpose. */
export default async function globalSetup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.OC_TEST_WITHOUT_POSTGRES) return undefined
  const server = process.env.TEST_PG_URL ? undefined : await startPostgres()
  const url = server?.url ?? process.env.TEST_PG_URL!
  process.env.OC_TEST_PG_URL = url
  await createTestRole(url)
  return server?.stop
}
