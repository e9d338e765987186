import { systemScope, type SystemDb } from '../tenancy/index.js'
import type { Indexer } from './indexer.js'

const BATCH = 1000

export interface RebuildProgress { readonly done: number; readonly total: number }

/** Reads every ticket into the search anew, while it goes on being used; what no ticket stands for any more is dropped. */
export class SearchRebuild {
  constructor(
    readonly system: SystemDb,
    readonly indexer: Indexer,
  ) {}

  async run(progress: (progress: RebuildProgress) => void): Promise<number> {
    await this.#inBatches('select t.id from ticket t where t.id > :after order by t.id limit :limit', 'update ticket set indexed_version = 0 where id in (:ids)')
    const id = this.system.kind === 'sqlite' ? 'rowid' : 'ticket_id'
    await this.#inBatches(`select i.${id} as id from search_index i where i.${id} > :after and not exists (select 1 from ticket t where t.id = i.${id}) order by i.${id} limit :limit`, `delete from search_index where ${id} in (:ids)`)
    const total = await this.#waiting()
    // Elsewhere a server may be at it as well: what counts is how many are left.
    for (let left = total; left > 0; left = await this.#waiting()) {
      progress({ done: Math.max(0, total - left), total })
      for (let n = 0; n < 20; n++) if ((await this.indexer.batch()) === 0) break
    }
    progress({ done: total, total })
    return total
  }

  async #waiting(): Promise<number> {
    return systemScope('how far the rebuild is', async () => (await this.system.one<{ count: number }>('select count(*) as count from ticket t where t.indexed_version <> t.text_version'))!.count)
  }

  async #inBatches(select: string, change: string): Promise<void> {
    for (let after = 0; ; ) {
      const from = after
      const rows = await systemScope('the tickets of a rebuild', () => this.system.all<{ id: number }>(select, { after: from, limit: BATCH }))
      if (rows.length === 0) return
      const ids = rows.map((row) => row.id)
      await systemScope('begin a rebuild', () => this.system.run(change, { ids }))
      after = ids.at(-1)!
    }
  }
}
