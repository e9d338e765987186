import { startPostgres } from '../../scripts/lib/postgres.mjs'

/** One Postgres for the whole run, started here unless TEST_PG_URL names one or it is left out on purpose. */
export default async function globalSetup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.OC_TEST_WITHOUT_POSTGRES) return undefined
  const server = process.env.TEST_PG_URL ? undefined : await startPostgres()
  process.env.OC_TEST_PG_URL = server?.url ?? process.env.TEST_PG_URL
  return server?.stop
}
