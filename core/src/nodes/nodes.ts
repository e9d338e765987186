import { randomInt } from 'node:crypto'
import type { Params } from 'adapters-sdk'
import { Poller, type Logger } from '../platform/index.js'
import { systemScope, type Engine, type SystemDb } from '../tenancy/index.js'

/** Sets our locks apart from others' in the same database. */
const SPACE = 7_468_001
const EVERY_MS = 5000

/** Frees what was claimed: an update that ends in its condition, of a table with `claimed_by`. */
export interface Claims { readonly free: string; readonly params?: Params }

/**
 * This process among those on one database. Work that it claims carries its id; when a process dies, the others hand
 * back what it had claimed instead of waiting for the leases. Alive is whoever holds its lock in the database.
 */
export class Nodes {
  readonly id = randomInt(1, 2 ** 31)
  readonly #claims: Claims[] = []
  readonly #poller: Poller
  /** Gone when last looked at; a connection that was only lost is back by the next look. */
  #missing = new Set<number>()
  #unlock: (() => Promise<void>) | undefined

  constructor(
    readonly engine: Engine,
    readonly system: SystemDb,
    readonly log: Logger,
    readonly now: () => number,
  ) {
    this.#poller = new Poller(() => this.#look(), EVERY_MS, (error) => log.error({ err: error }, 'other nodes could not be looked at'))
  }

  /** What to hand back when a process has died; said before `start`. */
  claims(claims: Claims): void {
    this.#claims.push(claims)
  }

  /** Before anything is claimed. */
  async start(): Promise<void> {
    // On SQLite this process is the only one: whatever is claimed belongs to one that is no more.
    if (this.engine.kind === 'sqlite') return void (await systemScope('free what a killed process had claimed', () => this.#free('')))
    this.#unlock = await this.engine.lock(SPACE, this.id)
    await systemScope('be known as a node', () => this.#appear())
    this.#poller.start()
  }

  /** What it still had in its hands the others take over, as they would of a dead one. */
  async stop(): Promise<void> {
    await this.#poller.stop()
    await this.#unlock?.()
  }

  #appear(): Promise<number> {
    return this.system.run('insert into node (id, started_at) values (:id, :now) on conflict (id) do nothing', { id: this.id, now: this.now() })
  }

  async #look(): Promise<boolean> {
    await systemScope('hand back what dead nodes had claimed', async () => {
      const locked = await this.system.all<{ id: number }>("select l.objid::bigint as id from pg_locks l where l.locktype = 'advisory' and l.granted and l.classid = :space and l.database = (select d.oid from pg_database d where d.datname = current_database())", { space: SPACE })
      const alive = new Set(locked.map(({ id }) => id))
      const nodes = await this.system.all<{ id: number }>('select n.id from node n')
      const missing = nodes.map(({ id }) => id).filter((id) => !alive.has(id))
      for (const id of missing.filter((missed) => this.#missing.has(missed))) await this.#handBack(id)
      this.#missing = new Set(missing)
      // The others took us for dead, while the database was out of reach.
      if (!nodes.some(({ id }) => id === this.id)) await this.#appear()
    })
    return false
  }

  async #handBack(node: number): Promise<void> {
    const pieces = await this.system.transaction(async () => {
      await this.system.run('delete from node where id = :node', { node })
      return this.#free(' and claimed_by = :node', { node })
    })
    if (pieces > 0) this.log.warn({ node, pieces }, 'another node is gone, what it had claimed is handed back')
  }

  async #free(condition: string, values: Readonly<Record<string, number>> = {}): Promise<number> {
    let pieces = 0
    for (const { free, params } of this.#claims) pieces += await this.system.run(free + condition, { ...params, ...values })
    return pieces
  }
}
