import Database from 'better-sqlite3'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

export type EngineName = 'sqlite' | 'postgres'

/** The server role that owns every test database: no superuser, so that row-level security holds for it. */
const TEST_ROLE = 'opencontact_test'

/** A fresh, empty database with its own data folder. */
export interface TestDatabase {
  readonly engine: EngineName
  readonly dataDir: string
  /** What the server's configuration takes. */
  env(): Record<string, string>
  /** Looks at the tables past every scope, as a superuser on Postgres. `?` is a parameter. */
  query<R = Record<string, unknown>>(sql: string, params?: readonly unknown[]): Promise<R[]>
  drop(): Promise<void>
}

function adminUrl(): string {
  const url = process.env.OC_TEST_PG_URL
  if (!url) throw new Error('OC_TEST_PG_URL is not set: the run was not begun by Vitest with its global set-up.')
  return url
}

async function asAdmin<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function sqlite(dataDir: string): TestDatabase {
  const file = () => join(dataDir, readdirSync(dataDir).find((name) => /\.(db|sqlite3?)$/.test(name)) ?? 'no database file')
  return {
    engine: 'sqlite',
    dataDir,
    env: () => ({ OC_DATA_DIR: dataDir, OC_DATABASE_URL: '' }),
    query: async <R>(sql: string, params: readonly unknown[] = []) => {
      const db = new Database(file())
      try {
        const statement = db.prepare(sql)
        return (statement.reader ? statement.all(...params) : (statement.run(...params), [])) as R[]
      } finally {
        db.close()
      }
    },
    drop: async () => rmSync(dataDir, { recursive: true, force: true }),
  }
}

async function postgres(dataDir: string, name = `oc_${randomBytes(6).toString('hex')}`): Promise<TestDatabase> {
  await asAdmin(adminUrl(), async (client) => {
    await client.query(`do $$ begin create role ${TEST_ROLE} login nosuperuser nobypassrls password '${TEST_ROLE}'; exception when duplicate_object or unique_violation then null; end $$`)
    if ((await client.query('select 1 from pg_database where datname = $1', [name])).rowCount === 0) await client.query(`create database ${name} owner ${TEST_ROLE}`)
  })
  const as = (user?: string) => {
    const url = new URL(adminUrl())
    url.pathname = `/${name}`
    if (user) Object.assign(url, { username: user, password: user })
    return url.href
  }
  // One connection for all looks: tests that wait ask every few milliseconds.
  let looking: Promise<pg.Client> | undefined
  const connect = async () => {
    const client = new pg.Client({ connectionString: as() })
    const forget = () => { looking = undefined }
    client.on('error', forget).on('end', forget)
    await client.connect()
    return client
  }
  return {
    engine: 'postgres',
    dataDir,
    env: () => ({ OC_DATA_DIR: dataDir, OC_DATABASE_URL: as(TEST_ROLE) }),
    query: async <R>(sql: string, params: readonly unknown[] = []) => {
      let index = 0
      const numbered = sql.replace(/\?/g, () => `$${++index}`)
      const client = await (looking ??= connect())
      return (await client.query(numbered, [...params])).rows as R[]
    },
    drop: async () => {
      await (await looking)?.end()
      await asAdmin(adminUrl(), (client) => client.query(`drop database if exists ${name} with (force)`))
      if (existsSync(dataDir)) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** `place`: where the database is made, or found again by whoever did not drop it. */
export async function createDatabase(engine: EngineName, place?: { readonly dataDir: string; readonly name: string }): Promise<TestDatabase> {
  const dataDir = place?.dataDir ?? mkdtempSync(join(tmpdir(), 'opencontact-test-'))
  mkdirSync(dataDir, { recursive: true })
  return engine === 'sqlite' ? sqlite(dataDir) : postgres(dataDir, place?.name)
}
