import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config/index.js'
import type { Engine } from './engine.js'
import { migrate, type MigrationReport, type MigrationSource } from './migrations.js'
import { PostgresEngine } from './postgres-engine.js'
import { assertBound, prepareRole, secureTables } from './postgres-security.js'
import { ScopedDb } from './scoped-db.js'
import { SqlCompiler } from './sql-text.js'
import { SqliteEngine } from './sqlite-engine.js'
import { SystemDb } from './system-db.js'

type TableMap = Map<string, 'service_id' | 'organisation_id' | null>

/** The opened database: migrations first, then handles that are bound to tenants. */
export class Database {
  readonly db: ScopedDb
  readonly system: SystemDb
  readonly #compiler: SqlCompiler
  readonly #tables: TableMap = new Map()
  readonly #shared = new Set<string>()
  /** How many migrations had run, of whomever, when tables were last looked at. */
  #seen = 0

  private constructor(
    readonly engine: Engine,
    readonly url: string | undefined,
    readonly role: string | undefined,
  ) {
    this.#compiler = new SqlCompiler((position) => engine.placeholder(position), this.#tables, this.#shared)
    this.db = new ScopedDb(engine, this.#compiler)
    this.system = new SystemDb(engine, this.#compiler)
  }

  static async open(config: Config, onError: (error: Error) => void): Promise<Database> {
    const url = config.databaseUrl
    if (url === undefined) {
      mkdirSync(config.dataDir, { recursive: true })
      return new Database(new SqliteEngine(join(config.dataDir, 'opencontact.sqlite')), undefined, undefined)
    }
    const role = await prepareRole(url).catch((error: unknown) => {
      // A refused connection to a name with several addresses has a code and no words.
      const { message, code } = error as NodeJS.ErrnoException
      throw new Error(`The database that OC_DATABASE_URL names cannot be used: ${message || code}. Check that it runs, and host, port, database, role and password.`, { cause: error })
    })
    return new Database(new PostgresEngine(url, role, onError), url, role)
  }

  /** Runs one owner's new migrations and puts their tables under tenancy. */
  async migrate(source: MigrationSource): Promise<MigrationReport> {
    // Tables are made by the role that connects, not by the one it steps down to.
    const owner = this.url === undefined ? this.engine : new PostgresEngine(this.url, undefined, () => undefined, 1)
    try {
      const report = await migrate(owner, source)
      const rows = await owner.all({ serviceId: 0, organisationId: 0 }, 'select count(*) as count from schema_migration', [])
      const ran = Number(rows[0]!['count'])
      if (ran === this.#seen) return report
      if (this.url !== undefined) {
        await secureTables(this.url, this.role)
        await assertBound(this.url, this.role)
      }
      await this.#readTables(owner)
      this.#seen = ran
      return report
    } finally {
      if (owner !== this.engine) await owner.close()
    }
  }

  /** A handle that may name only the plugin's own tables. */
  forPlugin(id: string): ScopedDb {
    return new ScopedDb(this.engine, this.#compiler, `${id}_`)
  }

  /** Whether the database answers at all. */
  async answers(): Promise<boolean> {
    return (await this.engine.all({ serviceId: 0, organisationId: 0 }, 'select 1 as one', [])).length === 1
  }

  close(): Promise<void> {
    return this.engine.close()
  }

  async #readTables(engine: Engine): Promise<void> {
    const sql =
      engine.kind === 'sqlite'
        ? `select m.name as "table", p.name as "column" from sqlite_master m join pragma_table_info(m.name) p where m.type = 'table'`
        : `select table_name as "table", column_name as "column" from information_schema.columns where table_schema = current_schema()`
    const rows = await engine.all({ serviceId: 0, organisationId: 0 }, sql, [])
    this.#tables.clear()
    this.#shared.clear()
    for (const row of rows) {
      const table = row['table'] as string
      const column = row['column'] as string
      const known = this.#tables.get(table)
      if ((column === 'service_id' && known === 'organisation_id') || (column === 'organisation_id' && known === 'service_id')) this.#shared.add(table)
      if (column === 'service_id') this.#tables.set(table, 'service_id')
      else if (column === 'organisation_id' && known !== 'service_id') this.#tables.set(table, 'organisation_id')
      else if (known === undefined) this.#tables.set(table, null)
    }
  }
}
